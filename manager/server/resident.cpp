#include "manager/server/resident.h"

#include <algorithm>
#include <charconv>

#include "manager/core/mourning.h"
#include "manager/server/phone_pages.h"
#include "manager/server/resident_pages.h"
#include "manager/server/web_files.h"
#include "manager/server/web_form.h"
#include "shared/base/feedback_limits.h"
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/model/web_address.h"

namespace bangtin::resident {
namespace {

constexpr int kGone = 410;
constexpr int kSeeOther = 303;
constexpr int kNotModified = 304;
/// What was taken down is gone from browsers and proxies after this.
constexpr const char* kShortly = "public, max-age=60";
/// Source: W3C Content Security Policy Level 3. The one script is ours, and the page is whole
/// without it.
constexpr const char* kPolicy =
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

/// What each answer under /t carries. `nosniff` comes with every answer of the server.
Response guarded(int status, const char* kept) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Security-Policy", kPolicy},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Cache-Control", kept}};
  return response;
}

/// The bytes with their entity tag, or word that they are the same still.
Response cached(const Request& request, const char* type, std::string bytes) {
  const std::string etag = '"' + to_hex(sha256(bytes)) + '"';
  Response response = guarded(200, kShortly);
  response.headers.emplace_back("ETag", etag);
  if (names_etag(request.header("if-none-match"), etag)) {
    response.status = kNotModified;
    return response;
  }
  response.headers.emplace_back("Content-Type", type);
  response.body = std::move(bytes);
  return response;
}

Response page(int status, std::string html) {
  Response response = guarded(status, "no-store");
  response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  response.body = std::move(html);
  return response;
}

Status count(Call& call) {
  if (call.residents.allow(network_of(call.request.peer), call.now)) return {};
  return Error{Code::Denied, "too many requests", "resident.too_many"};
}

/// A page for an error, with the status and the waiting time of the API.
Response page_for(const Error& error, std::string html) {
  const Response told = error_response(error);
  Response response = page(told.status, std::move(html));
  const std::string_view wait = told.header("Retry-After");
  if (!wait.empty()) response.headers.emplace_back("Retry-After", wait);
  return response;
}

Error no_item() { return {Code::NotFound, "no such public item", "resident.unknown"}; }

Result<std::optional<PublicItem>> public_item(Call& call) {
  TRY(count(call));
  if (!is_id_text(call.ids[0])) return no_item();
  return call.office.public_item(ItemId{call.ids[0]}, call.now);
}

Result<PageView> view_of(Call& call, const PublicItem& shown, const Commune& commune) {
  PageView view{shown.version.id, shown.version.content, shown.boards,
                commune.name,     commune.agency,        commune.utc_offset_minutes};
  const auto rest = rest_at(ItemState::Approved, view.content, TRY(call.office.mourning()),
                            commune.utc_offset_minutes, call.now);
  if (rest && rest->has_begun(call.now)) view.rests_until = rest->span.end;
  return view;
}

/// `typed` is what somebody had begun to write; it is shown to be copied.
Response over_page(const Commune& commune, const std::string& typed) {
  std::string sentence = text("resident.over", {{"agency", commune.agency}});
  if (!typed.empty()) sentence += "\n" + text("phone.kept", {{"text", typed}});
  return page(kGone, message_page(text("resident.over_title"), sentence));
}

/// The code of what was taken. Who sends nothing that can be taken spends nothing of his share.
Result<std::string> take(Call& call, const ItemId& id, const WebForm& form) {
  if (!is_same_site(call.request)) {
    return Error{Code::Denied, "a form of another site", "feedback.foreign_form"};
  }
  if (!form.text(kTrapField).empty()) {
    return Error{Code::Invalid, "the trap is filled in", "feedback.trapped"};
  }
  const std::string words = form.text("words");
  const std::string contact = form.text("contact");
  TRY(Office::check_feedback(words, contact));
  if (!call.feedback.allow(network_of(call.request.peer), call.now)) {
    return Error{Code::Denied, "too much from one address", "feedback.too_many"};
  }
  return call.office.take_feedback(id, words, contact, call.now);
}

bool is_code(std::string_view text) {
  return text.size() == kFeedbackCodeLetters && std::ranges::all_of(text, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

}  // namespace

bool is_page(std::string_view path) { return path.starts_with(kPagePath); }

Response refusal(const Error& error) {
  const bool unknown = error.code == Code::NotFound;
  return page_for(error, message_page(text(unknown ? "resident.unknown_title" : "resident.problem"),
                                      unknown ? text("resident.unknown") : text_of(error)));
}

Result<Response> style(Call& call) {
  return cached(call.request, "text/css; charset=utf-8", std::string(kResidentCss));
}

Result<Response> script(Call& call) {
  return cached(call.request, "text/javascript; charset=utf-8", std::string(kReadJs));
}

Result<Response> item(Call& call) {
  const auto found = TRY(public_item(call));
  const Commune commune = TRY(call.office.commune());
  if (!found) return over_page(commune, "");
  const PageView view = TRY(view_of(call, *found, commune));
  return cached(call.request, "text/html; charset=utf-8", item_page(view));
}

Result<Response> picture(Call& call) {
  const auto found = TRY(public_item(call));
  if (!found) return no_item();
  const ItemContent& content = found->version.content;
  const std::string& number = call.ids[1];
  std::size_t index = 0;
  const auto [end, wrong] = std::from_chars(number.data(), number.data() + number.size(), index);
  const bool is_number = wrong == std::errc() && end == number.data() + number.size();
  if (!is_number || index >= content.media.size() || !phone::is_picture(content.media[index])) {
    return no_item();
  }
  const Digest& blob = content.media[index].blob;
  const std::string etag = '"' + to_hex(blob) + '"';
  Response response = guarded(200, kShortly);
  response.headers.emplace_back("ETag", etag);
  if (names_etag(call.request.header("if-none-match"), etag)) {
    response.status = kNotModified;
    return response;
  }
  const std::int64_t size_bytes = TRY(call.blobs.size_bytes(blob));
  response.headers.emplace_back("Content-Type", "image/jpeg");
  response.file = FileBody{call.parts.disk_folder / call.blobs.name(blob), 0, size_bytes};
  return response;
}

Result<Response> feedback(Call& call) {
  const auto found = TRY(public_item(call));
  const Commune commune = TRY(call.office.commune());
  const WebForm form = TRY(WebForm::parse(call.request.body));
  if (!found) return over_page(commune, form.text("words"));
  const auto code = take(call, found->version.id, form);
  if (!code) {
    const FeedbackForm kept{form.text("words"), form.text("contact"), text_of(code.error())};
    return page_for(code.error(), item_page(TRY(view_of(call, *found, commune)), kept));
  }
  Response response = guarded(kSeeOther, "no-store");
  response.headers.emplace_back(
      "Location", call.request.path.substr(0, call.request.path.rfind('/')) + "/sent/" + *code);
  return response;
}

Result<Response> sent(Call& call) {
  TRY(count(call));
  if (!is_id_text(call.ids[0]) || !is_code(call.ids[1])) return no_item();
  return page(200, thanks_page(ItemId{call.ids[0]}, call.ids[1]));
}

}  // namespace bangtin::resident
