// The desk's part for articles whose address a person pastes on the page Kho.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/drafts.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"

namespace bangtin::desk {
namespace {

/// The address alone, in plain ASCII, as a story may name it.
bool is_plain_address(std::string_view text) {
  const bool web = text.starts_with("https://") || text.starts_with("http://");
  return web && text.size() <= limits::kLinkBytesMax &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

/// What was pasted as such an address, "https://" before it where it names none; empty where other
/// words stand around it.
std::string address_alone(std::string_view pasted) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = std::min(pasted.find_first_not_of(kBlanks), pasted.size());
  pasted.remove_prefix(begin);
  pasted = pasted.substr(0, pasted.find_last_not_of(kBlanks) + 1);
  if (is_plain_address(pasted)) return std::string(pasted);
  const std::string_view host = pasted.substr(0, pasted.find('/'));
  const bool bare = host.find('.') != host.npos && host.find(':') == host.npos;
  const std::string full = "https://" + std::string(pasted);
  return bare && is_plain_address(full) ? full : "";
}

}  // namespace

void Desk::edit_link(const LinkForm& form) {
  state_.library.link_form = form;
  state_.library.link_form.problem.clear();
  state_.library.link_form.by_hand = false;
}

void Desk::read_link() {
  LinkForm& form = state_.library.link_form;
  if (form.busy || form.address.empty() || !state_.may_write()) return;
  form.problem.clear();
  form.by_hand = false;
  form.busy = true;
  order(LinkOrder{form.address});
}

/// It is open at the right, whatever was filtered before, and in the list before the next look.
void Desk::take_article(const StoryRecord& story, Instant now) {
  LibraryState& library = state_.library;
  auto news = library.news ? *library.news : NewsShelf{};
  std::erase_if(news.stories, [&](const StoryRecord& each) { return each.id == story.id; });
  news.stories.insert(news.stories.begin(), story);
  library.news = std::make_shared<const NewsShelf>(std::move(news));
  library.link_form = {};
  library.news_form = {};
  library.news_form.story = story.id;
  if (story.item) library.news_form.filter = int(StoryFilter::All);
  say("library.done.linked", now);
}

/// The address stays, to be looked at.
void Desk::take_link_refusal(const Error& error) {
  LinkForm& form = state_.library.link_form;
  form.busy = false;
  form.problem = text_of(error);
  form.by_hand = error.key != "link.url";
}

/// The person has the page before him: what is left to do is to type its text.
void Desk::write_by_hand(Instant now) {
  if (!state_.may_write()) return;
  Story story;
  const std::string& pasted = state_.library.link_form.address;
  story.link = address_alone(pasted);
  // A message with its address among other words: they are the text to begin with.
  if (story.link.empty()) story.lead = pasted;
  state_.item = new_form(new_draft(state_.drafts), state_.commune(), now);
  state_.item.kind = int(ItemKind::News);
  state_.item.stories.push_back(std::move(story));
  state_.item.changed = true;
  state_.library.link_form = {};
  state_.page = Page::Compose;
  state_.preview_form.page = 0;
  keep_form();
}

}  // namespace bangtin::desk
