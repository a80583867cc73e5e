#include "manager/server/phone_pages.h"

#include <algorithm>

#include "manager/core/amounts.h"
#include "manager/core/local_time.h"
#include "manager/core/mourning_words.h"
#include "manager/core/review.h"
#include "manager/server/html.h"
#include "shared/base/limits.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"

namespace bangtin::phone {
namespace {

enum class Tab { None, Items, Boards };

/// How a state looks: an icon that says the same without colour, and the class of the style sheet.
struct Look {
  std::string_view icon;
  std::string_view style;
};

/// Not good and not bad: somebody should look.
constexpr Look kLookAtIt{"!", "waits"};

Look look_of(Gravity gravity) {
  switch (gravity) {
    case Gravity::Bad:
      return {"!", "bad"};
    case Gravity::Waits:
      return {"…", "waits"};
    case Gravity::Good:
      return {"✓", "good"};
    case Gravity::Told:
      return {"i", "told"};
    case Gravity::Over:
      break;
  }
  return {"×", "over"};
}

Look look_of(const BoardFinding& finding) {
  const bool ails = finding.fact == BoardFact::Hot || finding.fact == BoardFact::DiskLow;
  return ails && finding.gravity == Gravity::Waits ? kLookAtIt : look_of(finding.gravity);
}

Gravity gravity_of(ItemState state) {
  switch (state) {
    case ItemState::Submitted:
      return Gravity::Waits;
    case ItemState::Returned:
      return Gravity::Bad;
    case ItemState::Approved:
      return Gravity::Good;
    case ItemState::Draft:
    case ItemState::Withdrawn:
      break;
  }
  return Gravity::Over;
}

void mark(Html& html, Look look, std::string_view words) {
  html.begin("p", {{"class", "mark " + std::string(look.style)}})
      .element("span", {{"aria-hidden", "true"}}, look.icon)
      .text(words)
      .end();
}

/// A sentence that a screen reader says at once.
void alert(Html& html, std::string_view sentence) {
  if (sentence.empty()) return;
  html.begin("div", {{"class", "card edge-bad"}, {"role", "alert"}, {"id", "problem"}});
  mark(html, look_of(Gravity::Bad), sentence);
  html.end();
}

void fact(Html& html, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  html.element("dt", {}, text(key)).element("dd", {}, value);
}

void paragraphs(Html& html, std::string_view words) {
  while (!words.empty()) {
    const auto end = std::min(words.find('\n'), words.size());
    if (end > 0) html.element("p", {}, words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

void begin_page(Html& html, std::string_view title) {
  html.begin("html", {{"lang", "vi"}}).begin("head");
  html.lone("meta", {{"charset", "utf-8"}})
      .lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}})
      .lone("link", {{"rel", "stylesheet"}, {"href", "/m/phone.css"}})
      .element("title", {}, text("phone.title", {{"page", std::string(title)}}))
      .end();
  html.begin("body").begin("header").element("p", {}, text("phone.name"));
}

void tab(Html& html, std::string_view path, std::string_view words, bool here) {
  if (here) {
    html.element("a", {{"href", std::string(path)}, {"aria-current", "page"}}, words);
  } else {
    html.element("a", {{"href", std::string(path)}}, words);
  }
}

/// The head of a page of somebody signed in, up to the beginning of what it is about.
void begin_visit(Html& html, std::string_view title, Tab here) {
  begin_page(html, title);
  html.begin("nav");
  tab(html, "/m/items", text("desk.page.waiting"), here == Tab::Items);
  tab(html, "/m/boards", text("phone.boards"), here == Tab::Boards);
  html.end().end().begin("main");
}

void token_field(Html& html, const Visitor& visitor) {
  html.lone("input", {{"type", "hidden"}, {"name", "form_token"}, {"value", visitor.form_token}});
}

std::string end_visit(Html& html, const Visitor& visitor) {
  html.end().begin("footer").element("p", {{"class", "muted"}},
                                     text("phone.signed_in", {{"name", visitor.name}}));
  html.begin("form", {{"method", "post"}, {"action", "/m/sign-out"}});
  token_field(html, visitor);
  html.element("button", {{"class", "plain"}}, text("desk.sign_out"));
  return html.end().end().end().end().page();
}

std::string title_of(const ItemContent& content) {
  return content.title.empty() ? said("desk.no_title") : content.title;
}

std::string path_of(const ItemId& id) { return "/m/items/" + id.text; }

std::string name_in_words(const ItemContent& content) {
  return said("desk.kind." + std::string(name_of(content.kind)));
}

void draw_facts(Html& html, const ItemView& view, int offset) {
  const ItemContent& content = view.content;
  html.begin("dl", {{"class", "card"}});
  fact(html, "desk.review.valid",
       text("desk.review.span", {{"from", local_time_text(content.valid_from, offset)},
                                 {"until", local_time_text(content.valid_until, offset)}}));
  fact(html, "desk.field.agency", content.agency);
  fact(html, "phone.author", view.record.author);
  fact(html, "phone.sent_at", local_time_text(view.record.changed_at, offset));
  fact(html, "phone.kind", name_in_words(content));
  fact(html, "desk.field.category",
       said("desk.category." + std::string(name_of(content.category))));
  fact(html, "desk.field.priority", said("desk.priority." + std::to_string(content.priority)));
  fact(html, "desk.field.source", content.source);
  fact(html, "desk.field.document_number", content.document_number);
  fact(html, "place.title", view.allowed);
  html.element("dt", {}, text("phone.places"));
  for (const std::string& place : view.places) html.element("dd", {}, place);
  if (view.places.empty()) html.element("dd", {}, text("phone.place_none"));
  html.end();
}

void draw_warnings(Html& html, const ItemContent& content) {
  const std::vector<PersonalData> found = personal_data_in(content);
  const bool pictures = has_unread_pictures(content);
  if (found.empty() && !pictures) return;
  html.begin("section", {{"class", "card edge-waits"}}).element("h2", {}, text("phone.warnings"));
  for (const PersonalData& data : found) {
    mark(html, kLookAtIt, text(key_of(data.kind), {{"text", data.text}}));
  }
  if (pictures) mark(html, kLookAtIt, text("review.text_in_pictures"));
  html.end();
}

void draw_story(Html& html, const Story& story, int offset) {
  const std::string date =
      story.published_at ? local_time_text(*story.published_at, offset) : story.published_as;
  html.element("h2", {}, story.title);
  paragraphs(html, story.lead);
  html.element("p", {{"class", "muted"}},
               date.empty()
                   ? story.source
                   : text("phone.news_source", {{"source", story.source}, {"date", date}}));
}

void draw_text(Html& html, const ItemContent& content, int offset) {
  html.begin("section", {{"class", "card"}}).element("h2", {}, text("phone.text"));
  const bool any = !content.body.empty() || !content.stories.empty();
  if (!any) html.element("p", {{"class", "muted"}}, text("phone.no_text"));
  paragraphs(html, content.body);
  for (const Story& story : content.stories) draw_story(html, story, offset);
  html.end();
}

bool is_poster(const ItemContent& content, std::size_t index) {
  return std::ranges::any_of(content.media, [&](const Media& media) {
    return is_clip(media) && media.poster == static_cast<int>(index);
  });
}

void draw_picture(Html& html, const ItemView& view, std::size_t index, const std::string& caption) {
  const Media& media = view.content.media[index];
  html.begin("figure")
      .lone("img", {{"src", path_of(view.record.id) + "/pictures/" + std::to_string(index)},
                    {"alt", caption},
                    {"width", std::to_string(media.size_px.width_px)},
                    {"height", std::to_string(media.size_px.height_px)}})
      .element("figcaption", {}, caption)
      .end();
}

void draw_pictures(Html& html, const ItemView& view) {
  const ItemContent& content = view.content;
  if (content.media.empty()) return;
  const std::string all = std::to_string(std::ranges::count_if(content.media, is_picture));
  html.begin("section", {{"class", "card"}}).element("h2", {}, text("phone.pictures"));
  int number = 0;
  for (std::size_t i = 0; i < content.media.size(); ++i) {
    const Media& media = content.media[i];
    if (is_clip(media)) {
      const char* sound = media.has_sound ? "desk.video.sound" : "desk.video.no_sound";
      html.element(
          "p", {},
          text("phone.clip", {{"time", duration_text(media.duration)}, {"sound", said(sound)}}));
    } else if (is_picture(media)) {
      ++number;
      draw_picture(html, view, i,
                   is_poster(content, i)
                       ? said("phone.poster")
                       : text("phone.picture", {{"number", std::to_string(number)}, {"all", all}}));
    }
  }
  html.end();
}

void draw_reason_field(Html& html, const ItemView& view) {
  html.element("label", {{"for", "reason"}}, text("phone.reason"))
      .element("p", {{"class", "muted"}, {"id", "reason-hint"}}, text("phone.reason_hint"));
  const std::string most = std::to_string(limits::kShortTextCharactersMax);
  if (view.problem.empty()) {
    html.begin("textarea", {{"id", "reason"},
                            {"name", "reason"},
                            {"rows", "3"},
                            {"maxlength", most},
                            {"aria-describedby", "reason-hint"}});
  } else {
    html.begin("textarea", {{"id", "reason"},
                            {"name", "reason"},
                            {"rows", "3"},
                            {"maxlength", most},
                            {"aria-invalid", "true"},
                            {"aria-describedby", "problem reason-hint"}});
  }
  // A browser drops the first line feed of a text area.
  html.text("\n" + view.typed).end();
}

void draw_return(Html& html, const Visitor& visitor, const ItemView& view) {
  html.begin("section", {{"class", "card"}}).element("h2", {}, text("phone.return_title"));
  // A refusal comes back scrolled to what it says and to the field.
  html.begin("form", {{"method", "post"}, {"action", path_of(view.record.id) + "/return#problem"}});
  alert(html, view.problem);
  token_field(html, visitor);
  html.lone("input", {{"type", "hidden"},
                      {"name", "version"},
                      {"value", to_hex(view.record.submitted.value_or(Digest{}))}});
  draw_reason_field(html, view);
  html.element("button", {{"class", "danger"}}, text("phone.return")).end().end();
}

void draw_board_facts(Html& html, const BoardRecord& board, int offset) {
  html.begin("dl", {{"class", "figures"}});
  if (board.last_seen) fact(html, "desk.boards.seen", local_time_text(*board.last_seen, offset));
  if (const auto& health = board.status.health) {
    if (health->temperature_c) {
      fact(html, "desk.boards.temperature", std::to_string(*health->temperature_c) + " °C");
    }
    if (health->disk_free_bytes)
      fact(html, "desk.boards.disk", bytes_text(*health->disk_free_bytes));
    if (health->link) {
      fact(html, "desk.boards.link",
           text(health->wireless.value_or(false) ? "desk.boards.wireless" : "desk.boards.wired",
                {{"name", *health->link}}));
    }
    if (health->up_s) fact(html, "desk.boards.up", long_duration_text(Seconds(*health->up_s)));
  }
  html.end();
}

bool is_on_air(const BoardRecord& board) {
  return board.state == BoardState::Paired && !board.off_air;
}

std::string off_air_path(const BoardId& board) {
  return board.empty() ? "/m/off-air" : "/m/boards/" + board.text + "/off-air";
}

void draw_board(Html& html, const BoardRecord& board, bool silent, int offset, Instant now) {
  const std::vector<BoardFinding> findings = board_findings(board, silent, now);
  html.begin("section", {{"class", "card edge-" + std::string(look_of(findings.front()).style)}})
      .element("h2", {}, board.name);
  for (const BoardFinding& finding : findings) {
    mark(html, look_of(finding), finding.words);
    if (!finding.advice.empty()) html.element("p", {{"class", "muted"}}, finding.advice);
    if (finding.fact == BoardFact::OffAir) {
      html.element(
          "p", {{"class", "muted"}},
          text("phone.off_air_since", {{"who", board.off_air->who},
                                       {"time", local_time_text(board.off_air->since, offset)},
                                       {"reason", board.off_air->reason}}));
    }
  }
  if (board.assignment) {
    const std::string to = text("assign.to", {{"name", board.assignment->name}});
    const std::string& note = board.assignment->note;
    html.element("p", {}, note.empty() ? to : to + ": " + note);
  }
  draw_board_facts(html, board, offset);
  if (is_on_air(board)) {
    html.element("a", {{"class", "stop"}, {"href", off_air_path(board.id)}},
                 text("phone.off_air_one"));
  }
  html.end();
}

std::string counts_of(const std::vector<BoardRecord>& boards, Instant now) {
  const bool silent = all_silent(boards);
  const auto count = [&](Gravity gravity) {
    return std::to_string(std::ranges::count(boards, gravity, [&](const BoardRecord& board) {
      return board_findings(board, silent, now).front().gravity;
    }));
  };
  return text("desk.boards.counts", {{"all", std::to_string(boards.size())},
                                     {"bad", count(Gravity::Bad)},
                                     {"waiting", count(Gravity::Waits)}});
}

}  // namespace

bool is_picture(const Media& media) { return media.media_type == "image/jpeg"; }

std::string sign_in_page(const SignInView& view) {
  Html html;
  begin_page(html, text("desk.sign_in"));
  html.end().begin("main").element("h1", {}, text("desk.sign_in"));
  html.element("p", {}, text("phone.intro"));
  alert(html, view.problem);
  if (!view.kept.empty()) {
    html.element("p", {{"class", "card"}}, text("phone.kept", {{"text", view.kept}}));
  }
  html.begin("form", {{"method", "post"}, {"action", "/m/sign-in"}, {"class", "card"}});
  html.element("label", {{"for", "login"}}, text("phone.login"))
      .lone("input", {{"id", "login"},
                      {"name", "login"},
                      {"value", view.login},
                      {"autocomplete", "username"},
                      {"autocapitalize", "none"},
                      {"spellcheck", "false"}})
      .element("label", {{"for", "password"}}, text("phone.password"))
      .lone("input", {{"id", "password"},
                      {"name", "password"},
                      {"type", "password"},
                      {"autocomplete", "current-password"}})
      .element("label", {{"for", "code"}},
               text(view.asks_code ? "factor.code" : "factor.code_optional"))
      .lone("input", {{"id", "code"},
                      {"name", "code"},
                      {"autocomplete", "one-time-code"},
                      {"autocapitalize", "characters"},
                      {"spellcheck", "false"}})
      .element("button", {}, text("desk.sign_in"))
      .end();
  html.element("p", {{"class", "muted"}}, text("phone.approve_elsewhere"));
  return html.end().end().end().page();
}

std::string items_page(const Visitor& visitor, const std::vector<ItemRecord>& items) {
  Html html;
  begin_visit(html, text("desk.page.waiting"), Tab::Items);
  const auto waiting = std::ranges::count(items, ItemState::Submitted, &ItemRecord::state);
  html.element("h1", {}, text("desk.page.waiting_count", {{"count", std::to_string(waiting)}}));
  html.element("p", {{"class", "muted"}},
               text(waiting > 0 ? "phone.waiting_hint" : "desk.review.none"));
  for (const ItemRecord& item : items) {
    if (item.state != ItemState::Submitted) continue;
    html.begin("a", {{"class", "card row"}, {"href", path_of(item.id)}})
        .element("h2", {}, title_of(item.content));
    html.element("p", {}, item.content.agency);
    html.element(
        "p", {{"class", "muted"}},
        text("phone.by", {{"author", item.author},
                          {"time", local_time_text(item.changed_at, visitor.utc_offset_minutes)}}));
    html.end();
  }
  html.element("p", {{"class", "muted"}}, text("phone.approve_elsewhere"));
  return end_visit(html, visitor);
}

std::string item_page(const Visitor& visitor, const ItemView& view) {
  const int offset = visitor.utc_offset_minutes;
  const bool waits = view.record.state == ItemState::Submitted;
  Html html;
  begin_visit(html, title_of(view.content), Tab::None);
  html.element("h1", {}, title_of(view.content));
  mark(html, look_of(gravity_of(view.record.state)),
       text("desk.state." + std::string(name_of(view.record.state))));
  if (waits && !view.rest.empty()) mark(html, kLookAtIt, view.rest);
  const bool has_form = waits && view.may_return;
  if (!has_form) alert(html, view.problem);
  if (!waits) {
    html.begin("div", {{"class", "card"}});
    html.element("p", {}, text("phone.not_waiting"));
    if (!view.record.reason.empty()) {
      const bool returned = view.record.state == ItemState::Returned;
      html.element("p", {},
                   text(returned ? "desk.returned_because" : "desk.withdrawn_because",
                        {{"reason", view.record.reason}}));
    }
    if (!view.typed.empty()) html.element("p", {}, text("phone.kept", {{"text", view.typed}}));
    html.end();
  }
  draw_warnings(html, view.content);
  draw_text(html, view.content, offset);
  draw_pictures(html, view);
  draw_facts(html, view, offset);
  if (has_form) draw_return(html, visitor, view);
  if (waits && !has_form) {
    html.element("p", {{"class", "muted"}}, text("phone.only_approver"));
  }
  html.element("p", {{"class", "muted"}}, text("phone.approve_elsewhere"));
  html.element("a", {{"href", "/m/items"}}, text("phone.back"));
  return end_visit(html, visitor);
}

std::string boards_page(const Visitor& visitor, const std::vector<BoardRecord>& boards,
                        const MourningRecord& mourning, Instant now) {
  Html html;
  begin_visit(html, text("phone.boards"), Tab::Boards);
  html.element("h1", {}, text("desk.boards.list"));
  html.element("p", {{"class", "muted"}},
               boards.empty() ? said("desk.boards.empty") : counts_of(boards, now));
  if (mourns_at(mourning, visitor.utc_offset_minutes, now)) {
    mark(html, kLookAtIt,
         text("mourning.banner", {{"days", words_of(mourning.declared->mourning)}}));
  }
  if (std::ranges::any_of(boards, is_on_air)) {
    html.element("a", {{"class", "stop"}, {"href", off_air_path({})}}, text("phone.off_air_all"));
  }
  const bool silent = all_silent(boards);
  for (const BoardRecord* board : worst_first(boards, now)) {
    draw_board(html, *board, silent, visitor.utc_offset_minutes, now);
  }
  return end_visit(html, visitor);
}

std::string off_air_page(const Visitor& visitor, const OffAirView& view) {
  const std::string title = view.board.empty() ? said("phone.off_air_all")
                                               : text("phone.off_air_named", {{"name", view.name}});
  Html html;
  begin_visit(html, title, Tab::None);
  html.element("h1", {}, title);
  html.element("p", {}, text("desk.sheet.off_air_body"));
  html.element("p", {{"class", "muted"}}, text("phone.on_air_elsewhere"));
  html.begin("form", {{"method", "post"}, {"action", off_air_path(view.board)}, {"class", "card"}});
  alert(html, view.problem);
  token_field(html, visitor);
  html.element("label", {{"for", "reason"}}, text("desk.reason"))
      .lone("input", {{"id", "reason"},
                      {"name", "reason"},
                      {"value", view.typed},
                      {"maxlength", std::to_string(limits::kShortTextCharactersMax)}})
      .element("button", {{"class", "danger"}}, text("phone.off_air_now"))
      .end();
  html.element("a", {{"href", "/m/boards"}}, text("phone.off_air_not"));
  return end_visit(html, visitor);
}

std::string problem_page(std::string_view sentence) {
  Html html;
  begin_page(html, text("phone.problem"));
  html.end().begin("main").element("h1", {}, text("phone.problem"));
  alert(html, sentence);
  html.element("a", {{"href", "/m/items"}}, text("phone.back"));
  return html.end().end().end().page();
}

}  // namespace bangtin::phone
