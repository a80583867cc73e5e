#include "manager/server/phone.h"

#include <algorithm>
#include <charconv>

#include "manager/core/mourning_words.h"
#include "manager/core/place_words.h"
#include "manager/server/phone_pages.h"
#include "manager/server/web_files.h"
#include "manager/server/web_form.h"
#include "shared/base/texts.h"
#include "shared/model/text.h"
#include "shared/protocol/content_json.h"

namespace bangtin::phone {
namespace {

constexpr int kSeeOther = 303;
/// Source: W3C Content Security Policy Level 3. No script, no frame, nothing from elsewhere.
constexpr const char* kPolicy =
    "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

/// What each answer under /m carries. `nosniff` comes with every answer of the server.
Response guarded(int status) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Security-Policy", kPolicy},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Cache-Control", "no-store"}};
  return response;
}

Response page(std::string html, int status = 200) {
  Response response = guarded(status);
  response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  response.body = std::move(html);
  return response;
}

/// A page for an error, with the status and the waiting time of the API.
Response page_for(const Error& error, std::string html) {
  const Response told = error_response(error);
  Response response = page(std::move(html), told.status);
  const std::string_view wait = told.header("Retry-After");
  if (!wait.empty()) response.headers.emplace_back("Retry-After", wait);
  return response;
}

Response go_to(const std::string& path) {
  Response response = guarded(kSeeOther);
  response.headers.emplace_back("Location", path);
  return response;
}

void set_cookie(Response& response, const std::string& value) {
  std::string cookie = std::string(kCookie) + "=" + value;
  cookie += "; Path=/; Secure; HttpOnly; SameSite=Strict";
  if (value.empty()) cookie += "; Max-Age=0";
  response.headers.emplace_back("Set-Cookie", cookie);
}

Result<Visitor> visitor_of(Call& call) {
  return Visitor{call.person->display_name, form_token(call.token),
                 TRY(call.office.commune()).utc_offset_minutes};
}

/// The version that waits, else the draft.
Result<ItemContent> shown_content(Call& call, const ItemRecord& record) {
  if (record.state != ItemState::Submitted || !record.submitted) return record.content;
  const std::string bytes = TRY(call.office.version(*record.submitted));
  return TRY(item_version_from_json(TRY(Json::parse(bytes)))).content;
}

Result<std::string> item_html(Call& call, const ItemId& id, const std::string& typed,
                              const std::string& problem) {
  ItemView view;
  view.record = TRY(call.office.item(id));
  view.content = TRY(shown_content(call, view.record));
  const std::vector<BoardRecord> boards = TRY(call.office.boards());
  view.places = place_lines(TRY(call.office.playlists()), boards, TRY(call.office.groups()), id);
  view.allowed = places_words(view.content.places, boards);
  const Visitor visitor = TRY(visitor_of(call));
  const auto rest = rest_at(view.record.state, view.content, TRY(call.office.mourning()),
                            visitor.utc_offset_minutes, call.now);
  if (rest) view.rest = rest_words(*rest, call.now, visitor.utc_offset_minutes);
  view.may_return = has_role(call.person->roles, Role::Approver);
  view.typed = typed;
  view.problem = problem;
  return item_page(visitor, view);
}

/// The board of the address; without one all.
Result<OffAirView> boards_meant(Call& call) {
  OffAirView view;
  if (call.ids.empty()) return view;
  const BoardRecord board = TRY(call.office.board(TRY(call.id<BoardId>())));
  view.board = board.id;
  view.name = board.name;
  return view;
}

Result<std::string> off_air_html(Call& call, const std::string& typed, const std::string& problem) {
  OffAirView view = TRY(boards_meant(call));
  view.typed = typed;
  view.problem = problem;
  return off_air_page(TRY(visitor_of(call)), view);
}

/// One line, as a reason is kept: on a phone Enter is soon pressed.
std::string in_one_line(std::string text) {
  std::erase(text, '\r');
  std::ranges::replace(text, '\n', ' ');
  return text;
}

Status return_version(Call& call, const ItemId& id) {
  const auto version = digest_from_hex(call.form.text("version"));
  if (!version) return Error{Code::Invalid, "version", "server.bad_request"};
  const std::string reason = in_one_line(call.form.text("reason"));
  if (is_blank(reason)) return Error{Code::Invalid, "no reason", "phone.reason_missing"};
  TRY(call.office.return_item(*call.person, id, *version, reason, call.now));
  return {};
}

}  // namespace

bool is_page(std::string_view path) { return path == "/m" || path.starts_with("/m/"); }

Response refusal(const Request& request, const Error& error) {
  const bool signed_out = error.key == "server.not_signed_in";
  if (!signed_out) return page_for(error, problem_page(text_of(error)));
  const auto form = WebForm::parse(request.body);
  return page_for(error,
                  sign_in_page({"", text_of(error), form ? form->text("reason") : "", false}));
}

Result<Response> style(Call&) {
  Response response = guarded(200);
  response.headers.emplace_back("Content-Type", "text/css; charset=utf-8");
  response.body = kPhoneCss;
  return response;
}

Result<Response> welcome(Call& call) {
  const std::string token(cookie_of(call.request.header("cookie"), kCookie));
  if (call.office.person_of(token, call.now)) return go_to("/m/items");
  return page(sign_in_page({}));
}

Result<Response> sign_in(Call& call) {
  if (!is_same_site(call.request)) {
    return Error{Code::Denied, "a form of another site", "phone.foreign_form"};
  }
  const WebForm form = TRY(WebForm::parse(call.request.body));
  const std::string login = form.text("login");
  const std::string password = form.text("password");
  const auto session = login.empty() || password.empty()
                           ? Error{Code::Invalid, "an empty field", "phone.sign_in_missing"}
                           : call.office.sign_in(login, password, call.now, form.text("code"));
  if (!session) {
    const bool asks_code = session.error().key.starts_with("person.code_");
    return page_for(session.error(),
                    sign_in_page({login, text_of(session.error()), "", asks_code}));
  }
  Response response = go_to("/m/items");
  set_cookie(response, session->token);
  return response;
}

Result<Response> sign_out(Call& call) {
  TRY(call.office.sign_out(call.token));
  Response response = go_to("/m");
  set_cookie(response, "");
  return response;
}

Result<Response> items(Call& call) {
  return page(items_page(TRY(visitor_of(call)), TRY(call.office.items())));
}

Result<Response> item(Call& call) {
  return page(TRY(item_html(call, TRY(call.id<ItemId>()), "", "")));
}

Result<Response> picture(Call& call) {
  const ItemRecord record = TRY(call.office.item(TRY(call.id<ItemId>())));
  const ItemContent content = TRY(shown_content(call, record));
  const std::string& number = call.ids[1];
  std::size_t index = 0;
  const auto [end, wrong] = std::from_chars(number.data(), number.data() + number.size(), index);
  const bool is_number = wrong == std::errc() && end == number.data() + number.size();
  if (!is_number || index >= content.media.size() || !is_picture(content.media[index])) {
    return Call::nothing_there();
  }
  const Digest& blob = content.media[index].blob;
  const std::int64_t size_bytes = TRY(call.blobs.size_bytes(blob));
  Response response = guarded(200);
  response.headers.emplace_back("Content-Type", "image/jpeg");
  response.file = FileBody{call.parts.disk_folder / call.blobs.name(blob), 0, size_bytes};
  return response;
}

Result<Response> give_back(Call& call) {
  const ItemId id = TRY(call.id<ItemId>());
  const Status returned = return_version(call, id);
  if (returned) return go_to("/m/items/" + id.text);
  // Nothing that was typed is lost.
  return page_for(returned.error(),
                  TRY(item_html(call, id, call.form.text("reason"), text_of(returned.error()))));
}

Result<Response> boards(Call& call) {
  std::vector<BoardRecord> boards = TRY(call.office.boards());
  for (BoardRecord& board : boards) board.online = call.hub.online(board.id);
  return page(boards_page(TRY(visitor_of(call)), boards, TRY(call.office.mourning()), call.now));
}

Result<Response> ask_off_air(Call& call) {
  return page(TRY(off_air_html(call, said("desk.off_air.reason"), "")));
}

Result<Response> take_off_air(Call& call) {
  const OffAirView view = TRY(boards_meant(call));
  const std::string reason = in_one_line(call.form.text("reason"));
  const std::vector<BoardId> boards =
      view.board.empty() ? std::vector<BoardId>() : std::vector<BoardId>{view.board};
  const auto taken = call.office.take_off_air(*call.person, boards, reason, call.now);
  if (taken) return go_to("/m/boards");
  // Nothing that was typed is lost.
  return page_for(taken.error(), TRY(off_air_html(call, reason, text_of(taken.error()))));
}

}  // namespace bangtin::phone
