#include "manager/server/resident_pages.h"

#include <algorithm>

#include "manager/core/local_time.h"
#include "manager/server/html.h"
#include "manager/server/phone_pages.h"
#include "shared/base/feedback_limits.h"
#include "shared/base/lists.h"
#include "shared/base/texts.h"
#include "shared/model/web_address.h"

namespace bangtin::resident {
namespace {

std::string path_of(const ItemId& id) { return std::string(kPagePath) + id.text; }

void begin_page(Html& html, std::string_view title, std::string_view name) {
  html.begin("html", {{"lang", "vi"}}).begin("head");
  html.lone("meta", {{"charset", "utf-8"}})
      .lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}})
      .lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}})
      .lone("meta", {{"name", "robots"}, {"content", "noindex"}})
      .lone("link", {{"rel", "stylesheet"}, {"href", "/t/resident.css"}})
      .element("title", {}, title)
      .element("script", {{"src", "/t/read.js"}, {"defer", ""}}, "")
      .end();
  html.begin("body").begin("header").element("p", {}, name).end().begin("main");
}

std::string end_page(Html& html) { return html.end().end().end().page(); }

void paragraphs(Html& html, std::string_view words) {
  while (!words.empty()) {
    const auto end = std::min(words.find('\n'), words.size());
    if (end > 0) html.element("p", {}, words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

void fact(Html& html, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  html.element("dt", {}, text(key)).element("dd", {}, value);
}

std::string date_of(const Story& story, int offset) {
  return story.published_at ? local_time_text(*story.published_at, offset) : story.published_as;
}

void draw_story(Html& html, const Story& story, int offset, bool is_headline) {
  if (is_headline) html.element("h2", {}, story.title);
  paragraphs(html, story.lead);
  const std::string date = date_of(story, offset);
  html.element("p", {{"class", "muted"}},
               date.empty() ? text("resident.story_source", {{"source", story.source}})
                            : text("resident.story_source_date",
                                   {{"source", story.source}, {"date", date}}));
}

/// Those that can be shown; a clip stands by its poster.
std::vector<std::size_t> pictures_of(const ItemContent& content) {
  std::vector<std::size_t> pictures;
  for (std::size_t i = 0; i < content.media.size(); ++i) {
    if (phone::is_picture(content.media[i])) pictures.push_back(i);
  }
  return pictures;
}

void draw_pictures(Html& html, const PageView& view, const std::string& title) {
  const std::vector<std::size_t> pictures = pictures_of(view.content);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const Media& media = view.content.media[pictures[i]];
    const std::string words = text("resident.picture", {{"number", std::to_string(i + 1)},
                                                        {"all", std::to_string(pictures.size())},
                                                        {"title", title}});
    html.begin("figure")
        .lone("img", {{"src", path_of(view.id) + "/pictures/" + std::to_string(pictures[i])},
                      {"alt", words},
                      {"width", std::to_string(media.size_px.width_px)},
                      {"height", std::to_string(media.size_px.height_px)}})
        .end();
  }
}

void draw_facts(Html& html, const PageView& view) {
  const ItemContent& content = view.content;
  const int offset = view.utc_offset_minutes;
  html.begin("section", {{"aria-labelledby", "about"}})
      .element("h2", {{"id", "about"}}, text("resident.about"))
      .begin("dl");
  fact(html, "resident.from", local_time_text(content.valid_from, offset));
  fact(html, "resident.until", local_time_text(content.valid_until, offset));
  fact(html, "resident.document_number", content.document_number);
  fact(html, "resident.source", content.source);
  if (view.rests_until) {
    fact(html, "resident.rests", local_time_text(*view.rests_until, offset));
  } else {
    fact(html, "resident.boards", joined(view.boards, ", "));
  }
  html.end().end();
}

std::string days_of(std::chrono::days days) { return std::to_string(days.count()); }

void draw_words_field(Html& html, const FeedbackForm& form) {
  const std::string most = std::to_string(limits::kFeedbackCharactersMax);
  html.element("label", {{"for", "words"}}, text("feedback.words"));
  if (form.problem.empty()) {
    html.begin("textarea", {{"id", "words"},
                            {"name", "words"},
                            {"rows", "5"},
                            {"required", ""},
                            {"maxlength", most},
                            {"aria-describedby", "rules"}});
  } else {
    html.begin("textarea", {{"id", "words"},
                            {"name", "words"},
                            {"rows", "5"},
                            {"required", ""},
                            {"maxlength", most},
                            {"aria-invalid", "true"},
                            {"aria-describedby", "problem rules"}});
  }
  // A browser drops the first line feed of a text area.
  html.text("\n" + form.words).end();
}

/// Says what becomes of it before anybody types.
void draw_form(Html& html, const PageView& view, const FeedbackForm& form) {
  html.begin("section", {{"aria-labelledby", "send"}})
      .element("h2", {{"id", "send"}}, text("feedback.title"))
      .element("p", {{"id", "rules"}},
               text("feedback.rules", {{"agency", view.agency},
                                       {"contact_days", days_of(limits::kContactKept)},
                                       {"days", days_of(limits::kFeedbackKept)}}));
  html.begin("form", {{"method", "post"}, {"action", path_of(view.id) + "/feedback#send"}});
  if (!form.problem.empty()) {
    html.element("p", {{"class", "problem"}, {"role", "alert"}, {"id", "problem"}}, form.problem);
  }
  draw_words_field(html, form);
  html.element("label", {{"for", "contact"}}, text("feedback.contact"))
      .lone("input", {{"id", "contact"},
                      {"name", "contact"},
                      {"autocomplete", "off"},
                      {"maxlength", std::to_string(limits::kContactCharactersMax)},
                      {"value", form.contact}});
  html.begin("p", {{"class", "trap"}, {"aria-hidden", "true"}})
      .element("label", {{"for", kTrapField}}, text("feedback.trap"))
      .lone("input",
            {{"id", kTrapField}, {"name", kTrapField}, {"tabindex", "-1"}, {"autocomplete", "off"}})
      .end();
  html.element("button", {}, text("feedback.send")).end().end();
}

/// One story is the item; its headline stands for the title that people gave the list.
std::string title_of(const ItemContent& content) {
  return content.stories.size() == 1 ? content.stories.front().title : content.title;
}

}  // namespace

std::string item_page(const PageView& view, const FeedbackForm& form) {
  const ItemContent& content = view.content;
  const std::string title = title_of(content);
  Html html;
  begin_page(html, title + " · " + view.agency, view.agency);
  // What is read aloud, in its own language.
  html.begin("article", {{"id", "item"}, {"lang", content.language}});
  html.element("h1", {}, title);
  html.element("p", {{"class", "agency"}}, content.agency.empty() ? view.agency : content.agency);
  html.begin("p", {{"lang", "vi"}, {"class", "tools"}})
      .element("button",
               {{"type", "button"},
                {"id", "read-aloud"},
                {"hidden", ""},
                {"data-stop", std::string(text("resident.stop_reading"))}},
               text("resident.read_aloud"))
      .end();
  html.begin("div", {{"id", "text"}});
  paragraphs(html, content.body);
  for (const Story& story : content.stories) {
    draw_story(html, story, view.utc_offset_minutes, content.stories.size() > 1);
  }
  html.end();
  draw_pictures(html, view, title);
  html.end();
  draw_facts(html, view);
  draw_form(html, view, form);
  html.end().begin("footer").element(
      "p", {}, text("resident.footer", {{"agency", view.agency}, {"commune", view.commune}}));
  return end_page(html);
}

std::string thanks_page(const ItemId& id, std::string_view code) {
  Html html;
  begin_page(html, text("feedback.thanks_title"), text("resident.name"));
  html.element("h1", {}, text("feedback.thanks_title"))
      .element("p", {}, text("feedback.thanks"))
      .begin("p")
      .text(text("feedback.code"))
      .text(" ")
      .element("strong", {}, code)
      .end()
      .begin("p")
      .element("a", {{"href", path_of(id)}}, text("feedback.back"))
      .end();
  return end_page(html);
}

std::string message_page(std::string_view title, std::string_view sentence) {
  Html html;
  begin_page(html, title, text("resident.name"));
  html.element("h1", {}, title);
  paragraphs(html, sentence);
  return end_page(html);
}

}  // namespace bangtin::resident
