#include "manager/desk/remedies.h"

#include <algorithm>
#include <charconv>

#include "manager/core/tidy_words.h"
#include "manager/desk/drafts.h"
#include "manager/desk/wording.h"
#include "shared/base/ascii.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/text.h"
#include "shared/ui/date_time.h"

namespace bangtin::desk {
namespace {

constexpr int kDaysLater = 7;
/// Of those who may be found in one item.

/// One text of the form as content names it, what it may hold, and its label.
struct CuredText {
  std::string field;
  std::string* value = nullptr;
  std::size_t characters_max = limits::kShortTextCharactersMax;
  bool lines = false;
  std::string label;
};

std::vector<CuredText> texts_to_cure(ItemForm& form) {
  const ItemKind kind = ItemKind(form.kind);
  std::vector<CuredText> texts;
  texts.push_back(
      {"title", &form.title, limits::kTitleCharactersMax, false, said("desk.field.title")});
  texts.push_back(
      {"agency", &form.agency, limits::kShortTextCharactersMax, false, said("desk.field.agency")});
  if (kind == ItemKind::Notice) {
    texts.push_back(
        {"body", &form.body, limits::kBodyCharactersMax, true, said("desk.field.body")});
  } else if (kind == ItemKind::Ticker) {
    texts.push_back(
        {"body", &form.body, limits::kTickerCharactersMax, false, said("desk.field.line")});
  }
  texts.push_back({"document_number", &form.document_number, limits::kShortTextCharactersMax, false,
                   said("desk.field.document_number")});
  texts.push_back(
      {"source", &form.source, limits::kShortTextCharactersMax, false, said("desk.field.source")});
  if (kind != ItemKind::News) return texts;
  for (std::size_t i = 0; i < form.stories.size(); ++i) {
    Story& story = form.stories[i];
    const std::string field = "stories[" + std::to_string(i) + "].";
    texts.push_back({field + "title", &story.title, limits::kTitleCharactersMax, false,
                     said("library.story.title")});
    texts.push_back({field + "lead", &story.lead, limits::kLeadCharactersMax, true,
                     said("library.story.lead")});
    texts.push_back({field + "source", &story.source, limits::kShortTextCharactersMax, false,
                     said("library.story.source")});
  }
  return texts;
}

/// What stands against the form now, and what has stood against it since it was to be sent.
struct Stands {
  std::vector<Problem> now;
  const std::vector<Problem>& told;

  bool now_is(std::string_view key, std::string_view field) const {
    return std::ranges::any_of(
        now, [&](const Problem& one) { return one.key == key && one.field == field; });
  }
  /// Only what was told: before that it may be on its way.
  bool was_told(std::string_view key, std::string_view field) const {
    return now_is(key, field) && std::ranges::any_of(told, [&](const Problem& one) {
             return one.key == key && one.field == field;
           });
  }
};

std::optional<Instant> typed_moment(const State& state, const std::string& typed) {
  return ui::read_date_time(typed, state.utc_offset_minutes());
}

std::string begin_now(const State& state, Instant now) {
  return new_form("", state.commune(), now).valid_from;
}

/// An evening a week after it begins, and not before today.
std::string end_later(const State& state, Instant now) {
  const Instant begin = typed_moment(state, state.item.valid_from).value_or(now);
  return evening_text(std::max(begin, now), kDaysLater, state.utc_offset_minutes());
}

/// The last evening that is not too late.
std::string end_within(const State& state, Instant now) {
  constexpr auto kDays = std::chrono::duration_cast<std::chrono::days>(limits::kItemValidityMax);
  const Instant begin = typed_moment(state, state.item.valid_from).value_or(now);
  return evening_text(begin, int(kDays.count()) - 1, state.utc_offset_minutes());
}

std::string usual_seconds(const std::string& typed) {
  int seconds = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), seconds);
  if (read.ec != std::errc() || seconds <= 0) return ItemForm().picture_seconds;
  return std::to_string(std::clamp(seconds, int(Seconds(limits::kPageDurationMin).count()),
                                   int(Seconds(limits::kPageDurationMax).count())));
}

/// What the commune calls itself and its boards.
std::vector<std::string> known_names(const State& state) {
  std::vector<std::string> names;
  if (!state.seen) return names;
  names = {state.seen->commune.name, state.seen->commune.agency, state.item.agency};
  for (const BoardRecord& board : state.seen->boards) names.push_back(board.name);
  return names;
}

bool is_gone(const State& state, const BoardId& id) {
  const BoardRecord* board = state.board_of(id);
  return board == nullptr || board->state == BoardState::Revoked;
}

std::size_t gone_boards(const State& state) {
  if (!state.seen || !state.item.some_boards) return 0;
  return std::size_t(std::ranges::count_if(state.item.places.boards,
                                           [&](const BoardId& id) { return is_gone(state, id); }));
}

/// A long text for the ticker is no ticker.
bool is_too_long_for_ticker(const ItemForm& form) {
  if (ItemKind(form.kind) != ItemKind::Ticker) return false;
  const auto clean = clean_text(form.body, limits::kBodyCharactersMax, true);
  return clean.ok() && character_count(*clean) > limits::kTickerCharactersMax;
}

bool has_spaces_too_many(const ItemContent& content) {
  const auto has = [](const std::string& text) { return with_single_spaces(text) != text; };
  return has(content.title) || has(content.body) || has(content.agency) ||
         has(content.document_number) || has(content.source) ||
         std::ranges::any_of(content.stories, [&](const Story& story) {
           return has(story.title) || has(story.lead) || has(story.source);
         });
}

/// The list of advice while it grows.
struct Advisor {
  const State& state;
  Instant now;
  const ItemContent& content;
  Stands stands;
  std::vector<Advice> advice = {};

  void add(Remedy remedy, std::string words, std::string label, std::string subject = {}) {
    std::string id = "remedy." + std::string(name_of(remedy));
    if (!subject.empty()) id += "." + subject;
    advice.push_back(
        {std::move(id), std::move(words), std::move(label), Cure{remedy, std::move(subject)}});
  }
  static std::string about(std::string_view label, std::string_view problem) {
    return text("remedy.about", {{"field", std::string(label)}, {"words", said(problem)}});
  }

  void title() {
    if (!is_all_capitals(state.item.title)) return;
    const std::string written = in_sentence_case(state.item.title, known_names(state));
    add(Remedy::SentenceCase, text("remedy.capitals", {{"title", written}}),
        said("remedy.sentence_case"));
  }

  void agency() {
    const std::string& own = state.commune().agency;
    if (own.empty() || !stands.was_told("rule.text_missing", "agency")) return;
    add(Remedy::OwnAgency, about(text("desk.field.agency"), "rule.text_missing"),
        text("remedy.own_agency", {{"agency", own}}));
  }

  void texts() {
    ItemForm form = state.item;
    for (const CuredText& one : texts_to_cure(form)) {
      if (one.field == "body" && is_too_long_for_ticker(form)) {
        add(Remedy::AsNotice,
            text("remedy.ticker_too_long",
                 {{"max", number_text(std::int64_t(limits::kTickerCharactersMax))}}),
            said("remedy.as_notice"));
        continue;
      }
      for (const char* key : {"text.control", "text.not_utf8"}) {
        if (!stands.now_is(key, one.field)) continue;
        add(Remedy::TakeOutHidden, about(one.label, key), said("remedy.take_out_hidden"),
            one.field);
      }
      if (stands.now_is("text.one_line", one.field)) {
        add(Remedy::OneLine, about(one.label, "text.one_line"), said("remedy.one_line"), one.field);
      }
      if (stands.now_is("text.too_long", one.field)) {
        const std::string max = number_text(std::int64_t(one.characters_max));
        add(Remedy::Shorten, about(one.label, "text.too_long"),
            text("remedy.shorten", {{"max", max}}), one.field);
      }
    }
    if (has_spaces_too_many(content)) {
      add(Remedy::SingleSpaces, said("remedy.spaces"), said("remedy.single_spaces"));
    }
  }

  void data() {
    std::vector<PersonalData> found;
    for (PersonalData& data : personal_data_in(content)) {
      if (std::ranges::find(found, data) == found.end()) found.push_back(std::move(data));
    }
    const std::vector<std::string> words = personal_data_words(found);
    for (std::size_t i = 0; i < words.size(); ++i) {
      add(Remedy::Mask, words[i], text("remedy.mask", {{"text", masked(found[i])}}), found[i].text);
    }
  }

  void dates() {
    for (const char* key : {"desk.date_missing", "desk.date_wrong"}) {
      if (stands.was_told(key, "valid_from")) {
        add(Remedy::BeginNow, about(text("desk.field.valid_from"), key),
            text("remedy.begin", {{"time", begin_now(state, now)}}));
      }
    }
    const std::string label = said("desk.field.valid_until");
    if (stands.now_is("rule.validity_too_long", "valid_until")) {
      const auto from = typed_moment(state, state.item.valid_from);
      if (from && *from + limits::kItemValidityMax < now + std::chrono::days(1)) {
        // The latest end that its beginning allows is over.
        return add(Remedy::BeginNow, about(label, "rule.validity_too_long"),
                   text("remedy.begin", {{"time", begin_now(state, now)}}));
      }
      return add(Remedy::EndWithin, about(label, "rule.validity_too_long"),
                 text("remedy.end", {{"time", end_within(state, now)}}));
    }
    const auto until = typed_moment(state, state.item.valid_until);
    const char* problem = nullptr;
    for (const char* key : {"desk.date_missing", "desk.date_wrong"}) {
      if (stands.was_told(key, "valid_until")) problem = key;
    }
    if (stands.now_is("rule.validity_order", "valid_until")) problem = "rule.validity_order";
    if (until && *until <= now) problem = "desk.date_over";
    if (problem == nullptr) return;
    add(Remedy::EndLater, about(label, problem),
        text("remedy.end", {{"time", end_later(state, now)}}));
  }

  void places() {
    if (stands.was_told("place.none_chosen", "boards")) {
      add(Remedy::EveryBoard, about(text("place.title"), "place.none_chosen"),
          said("remedy.every_board"));
    }
    const std::size_t gone = gone_boards(state);
    if (gone == 0) return;
    const std::string count = std::to_string(gone);
    add(Remedy::DropGoneBoards, text("remedy.gone_boards", {{"count", count}}),
        text("remedy.drop_gone_boards", {{"count", count}}));
  }

  void pictures() {
    const ItemForm& form = state.item;
    if (stands.was_told("rule.duration", "picture_duration")) {
      add(Remedy::UsualSeconds, about(text("desk.field.picture_seconds"), "rule.duration"),
          text("remedy.seconds", {{"seconds", usual_seconds(form.picture_seconds)}}));
    }
    if (stands.now_is("rule.media_too_many", "media")) {
      const std::string max = std::to_string(limits::kMediaPerItemMax);
      add(Remedy::FirstPictures, text("remedy.pictures", {{"max", max}}),
          text("remedy.first_pictures", {{"max", max}}));
    }
  }
};

std::string* text_at(ItemForm& form, const std::string& field, CuredText& found) {
  for (CuredText& one : texts_to_cure(form)) {
    if (one.field != field) continue;
    found = std::move(one);
    return found.value;
  }
  return nullptr;
}

/// Where no other digits stand beside it.
void replace_number(std::string& text, const std::string& what, const std::string& by) {
  const auto digit_at = [&](std::size_t at) {
    return at < text.size() && ascii::is_digit(text[at]);
  };
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
    const bool longer = (at > 0 && digit_at(at - 1)) || digit_at(at + what.size());
    if (!longer) text.replace(at, what.size(), by);
  }
}

/// In the texts that are looked through for such data, as content has them.
void mask_everywhere(ItemForm& form, const ItemContent& content, const std::string& found) {
  const std::vector<PersonalData> all = personal_data_in(content);
  const auto data = std::ranges::find(all, found, &PersonalData::text);
  if (data == all.end()) return;
  for (const CuredText& one : texts_to_cure(form)) {
    const bool looked_through = one.field == "title" || one.field == "body" ||
                                one.field.ends_with("].title") || one.field.ends_with("].lead");
    if (!looked_through) continue;
    const auto clean = clean_text(*one.value, one.characters_max, one.lines);
    std::string hidden = clean.ok() ? *clean : *one.value;
    replace_number(hidden, found, masked(*data));
    if (!clean.ok() || hidden != *clean) *one.value = std::move(hidden);
  }
}

/// Stories whose pictures are gone have none.
void keep_first_pictures(ItemForm& form) {
  form.media.resize(std::min(form.media.size(), limits::kMediaPerItemMax));
  for (Story& story : form.stories) {
    if (story.media >= int(form.media.size())) story.media = Media::kNone;
  }
}

/// The field of the problems that the remedy settles.
std::string_view settled_field(const Cure& cure) {
  switch (cure.remedy) {
    case Remedy::SentenceCase:
      return "title";
    case Remedy::OwnAgency:
      return "agency";
    case Remedy::AsNotice:
      return "body";
    case Remedy::BeginNow:
      return "valid_from";
    case Remedy::EndLater:
    case Remedy::EndWithin:
      return "valid_until";
    case Remedy::EveryBoard:
      return "boards";
    case Remedy::UsualSeconds:
      return "picture_duration";
    case Remedy::FirstPictures:
      return "media";
    case Remedy::TakeOutHidden:
    case Remedy::OneLine:
    case Remedy::Shorten:
      return cure.subject;
    default:
      return "";
  }
}

void cure_text(ItemForm& form, const Cure& cure) {
  CuredText found;
  std::string* value = text_at(form, cure.subject, found);
  if (value == nullptr) return;
  const bool shortens = cure.remedy == Remedy::Shorten;
  const bool lines = found.lines || cure.remedy == Remedy::TakeOutHidden;
  // What is too long besides is told next.
  *value = made_clean(*value, shortens ? found.characters_max : limits::kJsonBytesMax, lines);
}

}  // namespace

std::string_view name_of(Remedy remedy) {
  constexpr std::string_view kNames[] = {"sentence_case",    "own_agency",    "take_out_hidden",
                                         "one_line",         "shorten",       "as_notice",
                                         "single_spaces",    "mask",          "begin_now",
                                         "end_later",        "end_within",    "every_board",
                                         "drop_gone_boards", "usual_seconds", "first_pictures"};
  return kNames[std::size_t(remedy)];
}

std::vector<Advice> advice_for(const State& state, Instant now) {
  std::vector<Problem> problems;
  const ItemContent content = content_of(state.item, state.commune(), problems);
  Advisor advisor{state, now, content, {std::move(problems), state.item.problems}};
  advisor.title();
  advisor.agency();
  advisor.texts();
  advisor.data();
  advisor.dates();
  advisor.places();
  advisor.pictures();
  return std::move(advisor.advice);
}

ItemForm cured(const State& state, const Cure& cure, Instant now) {
  ItemForm form = state.item;
  std::vector<Problem> ignored;
  switch (cure.remedy) {
    case Remedy::SentenceCase:
      form.title = in_sentence_case(form.title, known_names(state));
      break;
    case Remedy::OwnAgency:
      form.agency = state.commune().agency;
      break;
    case Remedy::TakeOutHidden:
    case Remedy::OneLine:
    case Remedy::Shorten:
      cure_text(form, cure);
      break;
    case Remedy::AsNotice:
      form.kind = int(ItemKind::Notice);
      break;
    case Remedy::SingleSpaces:
      for (const CuredText& one : texts_to_cure(form)) *one.value = with_single_spaces(*one.value);
      break;
    case Remedy::Mask:
      mask_everywhere(form, content_of(form, state.commune(), ignored), cure.subject);
      break;
    case Remedy::BeginNow:
      form.valid_from = begin_now(state, now);
      break;
    case Remedy::EndLater:
      form.valid_until = end_later(state, now);
      break;
    case Remedy::EndWithin:
      form.valid_until = end_within(state, now);
      break;
    case Remedy::EveryBoard:
      form.some_boards = false;
      break;
    case Remedy::DropGoneBoards:
      std::erase_if(form.places.boards, [&](const BoardId& id) { return is_gone(state, id); });
      break;
    case Remedy::UsualSeconds:
      form.picture_seconds = usual_seconds(form.picture_seconds);
      break;
    case Remedy::FirstPictures:
      keep_first_pictures(form);
      break;
  }
  const std::string_view settled = settled_field(cure);
  std::erase_if(form.problems, [&](const Problem& problem) {
    return !settled.empty() && problem.field == settled;
  });
  return form;
}

}  // namespace bangtin::desk
