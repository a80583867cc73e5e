// Groups and tags of a board: which it is in, which there are.
#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

void draw_tags(const BoardRecord& board, BoardsForm& form, bool& changed, Commands& commands) {
  const std::string_view save = text("group.tags_save");
  changed |= ui::text_field({.id = "board.tags",
                             .label = text("group.tags"),
                             .hint = text("group.tags_hint"),
                             .width = -(ui::button_width("", save) + kGap)},
                            form.tags);
  ui::beside(kGap);
  ui::below_label();
  if (ui::button("board.tags.save", "", save, ui::Look::Secondary,
                 tags_in(form.tags) != board.tags)) {
    commands.push_back(GroupStep{TagBoard{}});
  }
  ui::end_below_label();
}

void draw_group(const GroupRecord& group, const BoardRecord& board, Commands& commands) {
  constexpr float kButtons = 2 * 40 + 2 * kGap;
  bool in = std::ranges::find(group.boards, board.id) != group.boards.end();
  const std::string count = std::to_string(group.boards.size());
  if (ui::check_row("group." + group.id.text,
                    text("group.row", {{"name", group.name}, {"count", count}}), in,
                    ui::room_width() - kButtons)) {
    commands.push_back(GroupStep{JoinGroup{group.id, in}});
  }
  ui::beside(kGap);
  if (ui::icon_button("group.rename." + group.id.text, icon::kPencil, text("desk.rename"))) {
    commands.push_back(GroupStep{RenameGroup{group.id}});
  }
  ui::beside(kGap);
  if (ui::icon_button("group.delete." + group.id.text, icon::kDelete, text("group.delete"))) {
    Sheet sheet;
    sheet.kind = Sheet::Kind::DeleteGroup;
    sheet.subject = group.name;
    sheet.group = group.id;
    commands.push_back(Ask{std::move(sheet)});
  }
}

void draw_group_name(BoardsForm& form, bool& changed, Commands& commands) {
  const bool renames = !form.group.empty();
  const std::string_view save = text(renames ? "desk.rename" : "group.add");
  changed |= ui::text_field({.id = "group.name",
                             .label = text(renames ? "group.name_other" : "group.name_new"),
                             .hint = text("group.name_hint"),
                             .width = -(ui::button_width(icon::kPlus, save) + kGap),
                             .characters_max = 200},
                            form.group_name);
  ui::beside(kGap);
  ui::below_label();
  if (ui::button("group.save", renames ? icon::kPencil : icon::kPlus, save, ui::Look::Secondary,
                 !form.group_name.empty())) {
    commands.push_back(GroupStep{SaveGroup{}});
  }
  ui::end_below_label();
}

}  // namespace

void draw_groups(const State& state, const BoardRecord& board, Commands& commands) {
  BoardsForm form = state.boards;
  bool changed = false;
  ui::paragraph(text("group.hint"), ui::Tone::Muted);
  ui::gap(6);
  ui::words(text("group.title"), ui::Tone::Plain, ui::Type::Bold);
  if (state.seen->groups.empty()) ui::paragraph(text("group.none"), ui::Tone::Muted);
  for (const GroupRecord& group : state.seen->groups) draw_group(group, board, commands);
  ui::gap(4);
  draw_group_name(form, changed, commands);
  ui::gap(8);
  draw_tags(board, form, changed, commands);
  if (changed) commands.insert(commands.begin(), Edit{std::move(form)});
}

}  // namespace bangtin::desk
