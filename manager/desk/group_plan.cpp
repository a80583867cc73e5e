#include "manager/desk/group_plan.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>

#include "manager/desk/plan.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

constexpr ui::Colour kDiffersColour = ui::Colour::Brown;

bool same_titles(const DayTitles& a, const DayTitles& b) {
  return a.role == b.role && a.titles == b.titles;
}

/// The board shows the same for the same reasons.
bool goes_on(const DayBlock& before, const DayBlock& after) {
  return &before == &after || (before.told == after.told && before.sound == after.sound &&
                               before.panel_on == after.panel_on &&
                               before.playing == after.playing && before.covered == after.covered &&
                               std::ranges::equal(before.zones, after.zones, same_titles));
}

/// How far the plans of these boards are here.
struct Loading {
  std::size_t all = 0, loaded = 0, failed = 0, never_told = 0;
};

Loading loading_of(const State& state, const std::vector<BoardId>& boards) {
  Loading count;
  for (const BoardId& board : boards) {
    ++count.all;
    const auto found = state.plan.boards.find(board);
    if (found == state.plan.boards.end()) continue;
    if (found->second.manifest) {
      ++count.loaded;
    } else if (found->second.never_told) {
      ++count.never_told;
    } else if (!found->second.problem.empty()) {
      ++count.failed;
    }
  }
  return count;
}

std::string note_of(const Loading& count) {
  const auto say = [&](const char* key, std::size_t some) {
    return std::string(
        text(key, {{"some", std::to_string(some)}, {"count", std::to_string(count.all)}}));
  };
  if (count.loaded == count.all) return say("plan.lane.boards", count.loaded);
  if (count.loaded + count.failed + count.never_told < count.all) {
    return say("plan.lane.loading", count.loaded);
  }
  if (count.failed > 0) return say("plan.lane.failed", count.failed);
  return say("plan.lane.loaded", count.loaded);
}

/// That of a lane of one board alone.
std::string note_of(const State& state, const BoardId& board) {
  const Loading count = loading_of(state, {board});
  if (count.loaded > 0) return {};
  return std::string(text(count.never_told > 0 ? "plan.lane.none"
                          : count.failed > 0   ? "plan.lane.one_failed"
                                               : "plan.lane.one_loading"));
}

}  // namespace

std::vector<SharedBlock> shared_blocks(const BoardDays& days) {
  std::set<Instant> edges;
  for (const auto& day : days) {
    for (const DayBlock& block : day->blocks) edges.insert(block.begin);
  }
  std::vector<SharedBlock> shared;
  for (auto edge = edges.begin(); edge != edges.end(); ++edge) {
    const auto next = std::next(edge);
    SharedBlock block{*edge, next == edges.end() ? days.front()->until : *next, {}};
    for (const auto& day : days) block.blocks.push_back(block_at(*day, *edge));
    const bool same =
        !shared.empty() && std::ranges::equal(shared.back().blocks, block.blocks,
                                              [](const DayBlock* before, const DayBlock* after) {
                                                return goes_on(*before, *after);
                                              });
    if (same) {
      shared.back().end = block.end;
    } else {
      shared.push_back(std::move(block));
    }
  }
  return shared;
}

bool is_alike(const BoardDays& days, const SharedBlock& block) {
  const std::string first = words_of(*days.front(), *block.blocks.front());
  for (std::size_t i = 1; i < days.size(); ++i) {
    if (words_of(*days[i], *block.blocks[i]) != first) return false;
  }
  return true;
}

bool has_conflict(const SharedBlock& block) {
  return std::ranges::any_of(block.blocks,
                             [](const DayBlock* one) { return !one->covered.empty(); });
}

std::string words_of(const BoardDays& days, const SharedBlock& block) {
  std::set<std::string> said;
  for (std::size_t i = 0; i < days.size(); ++i) said.insert(words_of(*days[i], *block.blocks[i]));
  if (said.size() == 1) return *said.begin();
  return text("plan.lane.differs", {{"count", std::to_string(said.size())}});
}

std::vector<std::string> lines_of(const BoardDays& days, const SharedBlock& block) {
  std::vector<std::string> lines;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < days.size(); ++i) {
    std::string line = words_of(*days[i], *block.blocks[i]);
    for (const std::string& reason : reasons_of(*days[i], *block.blocks[i])) line += "\n" + reason;
    const auto same = std::ranges::find(lines, line);
    if (same == lines.end()) {
      lines.push_back(std::move(line));
      names.push_back(days[i]->board_name);
    } else {
      names[std::size_t(same - lines.begin())] += ", " + days[i]->board_name;
    }
  }
  if (days.size() == 1) return lines;
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = names[i] + ": " + lines[i];
  return lines;
}

float hour_of(const BoardDay& day, Instant at) {
  return std::chrono::duration<float, std::ratio<3600>>(at - day.from).count();
}

ui::TimelineLane shared_lane(const BoardDays& days, std::string id, std::string name,
                             std::string note, const std::optional<Instant>& chosen) {
  ui::TimelineLane lane{std::move(id), std::move(name), std::move(note), {}, false, {}};
  if (days.empty()) return lane;
  for (const SharedBlock& block : shared_blocks(days)) {
    const BoardDay& first = *days.front();
    const bool alike = is_alike(days, block);
    ui::TimelineStretch stretch{hour_of(first, block.begin), hour_of(first, block.end),
                                words_of(days, block), hours_of(first, block.begin, block.end)};
    for (const std::string& line : lines_of(days, block)) stretch.tip += "\n" + line;
    if (has_conflict(block)) stretch.words = std::string(ui::icon::kAlert) + " " + stretch.words;
    stretch.colour = alike ? block_colour(first, *block.blocks.front()) : kDiffersColour;
    const bool blank = alike && shows_nothing(*block.blocks.front());
    stretch.look = blank ? ui::StretchLook::Blank : ui::StretchLook::Filled;
    stretch.selected = chosen && block.begin <= *chosen && *chosen < block.end;
    lane.stretches.push_back(std::move(stretch));
  }
  return lane;
}

const SharedBlock* block_from(const std::vector<SharedBlock>& blocks, const BoardDays& days,
                              float hour) {
  const auto found = std::ranges::find_if(blocks, [&](const SharedBlock& block) {
    return hour_of(*days.front(), block.begin) == hour;
  });
  return found == blocks.end() ? nullptr : &*found;
}

std::optional<PlanStep> press_of(const State& state, const BoardDays& days, float hour) {
  const std::vector<SharedBlock> blocks = shared_blocks(days);
  const SharedBlock* block = block_from(blocks, days, hour);
  if (block == nullptr) return std::nullopt;
  return chosen_block(state, board_to_tell(state, days, *block), block->begin);
}

std::vector<std::string> others_at(const State& state, const BoardDay& told, Instant at) {
  std::vector<std::string> others;
  const DayBlock* block = block_at(told, at);
  if (state.plan.form.group.empty() || block == nullptr) return others;
  const std::string said = words_of(told, *block);
  const auto look = [&](const BoardDays& days) {
    for (const auto& day : days) {
      const DayBlock* other = block_at(*day, at);
      if (other == nullptr || words_of(*day, *other) == said) continue;
      others.push_back(day->board_name + ": " + words_of(*day, *other));
    }
  };
  look(state.plan.days);
  if (state.plan.form.view != PlanView::Week) return others;
  others.clear();
  for (const BoardDays& days : state.plan.week) look(days);
  return others;
}

const BoardId& board_to_tell(const State& state, const BoardDays& days, const SharedBlock& block) {
  std::size_t told = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i]->board == state.plan.form.board) told = i;
  }
  if (!block.blocks[told]->covered.empty()) return days[told]->board;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (!block.blocks[i]->covered.empty()) return days[i]->board;
  }
  return days[told]->board;
}

BoardDays days_of(const State& state, const BoardId& board) {
  BoardDays days;
  for (const auto& day : state.plan.days) {
    if (day->board == board) days.push_back(day);
  }
  return days;
}

BoardDays days_of(const State& state, const GroupRecord& group) {
  BoardDays days;
  for (const BoardId& board : group.boards) {
    for (auto& day : days_of(state, board)) days.push_back(std::move(day));
  }
  return days;
}

std::vector<ui::TimelineLane> commune_lanes(const State& state) {
  std::vector<ui::TimelineLane> lanes;
  std::set<BoardId> grouped;
  const std::vector<const BoardRecord*> boards = plan_boards(state);
  for (const GroupRecord& group : state.seen->groups) {
    std::vector<BoardId> shown;
    for (const BoardRecord* board : boards) {
      if (!std::ranges::count(group.boards, board->id)) continue;
      grouped.insert(board->id);
      shown.push_back(board->id);
    }
    if (shown.empty()) continue;
    const BoardDays days = days_of(state, group);
    lanes.push_back(shared_lane(days, "lane." + group.id.text, group.name,
                                note_of(loading_of(state, shown)), std::nullopt));
  }
  for (const BoardRecord* board : boards) {
    if (grouped.contains(board->id)) continue;
    const BoardDays days = days_of(state, board->id);
    lanes.push_back(shared_lane(days, "lane." + board->id.text, board->name,
                                note_of(state, board->id), std::nullopt));
  }
  return lanes;
}

}  // namespace bangtin::desk
