#include "manager/server/api.h"

#include <algorithm>

#include "manager/server/api_handlers.h"
#include "manager/server/phone.h"
#include "manager/server/resident.h"
#include "shared/base/feedback_limits.h"

namespace bangtin {
namespace {

constexpr Route kRoutes[] = {
    {"GET", "/v1/health", Caller::Everyone, "", Lane::Quick, api::health},
    {"POST", "/v1/setup", Caller::Everyone, "", Lane::Slow, api::setup},
    {"POST", "/v1/sessions", Caller::Everyone, "", Lane::Slow, api::sign_in},
    {"DELETE", "/v1/sessions/current", Caller::Person, "", Lane::Quick, api::sign_out},
    {"GET", "/v1/me", Caller::Person, "", Lane::Quick, api::me},
    {"POST", "/v1/me/password", Caller::Person, "", Lane::Slow, api::change_password},
    {"GET", "/v1/me/key", Caller::Person, "", Lane::Quick, api::my_key},
    {"PUT", "/v1/me/key", Caller::Person, "", Lane::Quick, api::register_key},
    {"GET", "/v1/me/second-factor", Caller::Person, "", Lane::Quick, api::second_factor},
    {"POST", "/v1/me/second-factor", Caller::Person, "", Lane::Slow, api::offer_second_factor},
    {"POST", "/v1/me/second-factor/confirm", Caller::Person, "", Lane::Quick,
     api::confirm_second_factor},
    {"POST", "/v1/me/second-factor/off", Caller::Person, "", Lane::Slow, api::drop_second_factor},
    {"GET", "/v1/people/second-factors", Caller::Person, "D", Lane::Quick,
     api::second_factor_logins},
    {"DELETE", "/v1/people/*/second-factor", Caller::Person, "D", Lane::Quick,
     api::reset_second_factor},
    {"GET", "/v1/people", Caller::Person, "D", Lane::Quick, api::people},
    {"GET", "/v1/people/keys", Caller::Person, "D", Lane::Quick, api::person_keys},
    {"POST", "/v1/people", Caller::Person, "D", Lane::Slow, api::add_person},
    {"PATCH", "/v1/people/*", Caller::Person, "D", Lane::Slow, api::change_person},
    {"GET", "/v1/commune", Caller::Person, "", Lane::Quick, api::commune},
    {"PUT", "/v1/commune", Caller::Person, "D", Lane::Quick, api::set_commune},
    {"GET", "/v1/commune/map", Caller::Person, "", Lane::Quick, api::commune_map},
    {"PUT", "/v1/commune/map", Caller::Person, "D", Lane::Quick, api::set_commune_map},
    {"DELETE", "/v1/commune/map", Caller::Person, "D", Lane::Quick, api::remove_commune_map},

    {"GET", "/v1/backups", Caller::Person, "D", Lane::Quick, api::last_backup},
    {"POST", "/v1/backups", Caller::Person, "D", Lane::Slow, api::begin_backup},
    {"GET", "/v1/backups/*", Caller::Person, "D", Lane::Quick, api::backup},
    {"GET", "/v1/backups/*/files", Caller::Person, "D", Lane::Quick, api::backup_files},
    {"GET", "/v1/backups/*/files/*", Caller::Person, "D", Lane::Quick, api::backup_file},
    {"POST", "/v1/backups/*/finish", Caller::Person, "D", Lane::Quick, api::finish_backup},
    {"DELETE", "/v1/backups/*", Caller::Person, "D", Lane::Quick, api::drop_backup},

    {"GET", "/v1/trust", Caller::Person, "", Lane::Quick, api::trust_state},
    {"POST", "/v1/trust", Caller::Person, "D", Lane::Quick, api::begin_trust},
    {"POST", "/v1/trust/renew", Caller::Person, "D", Lane::Quick, api::renew_trust},
    {"PUT", "/v1/trust/root", Caller::Person, "D", Lane::Quick, api::take_root},
    {"PUT", "/v1/trust/targets", Caller::Person, "D", Lane::Quick, api::take_targets},
    {"PUT", "/v1/trust/lists/*", Caller::Person, "EA", Lane::Quick, api::take_shorter_list},
    {"GET", "/v1/trust/live", Caller::Person, "EA", Lane::Quick, api::live_versions},
    {"GET", "/v1/trust/files/*", Caller::PersonOrBoard, "", Lane::Quick, api::trust_file},
    {"GET", "/v1/trust/files/*/*", Caller::PersonOrBoard, "", Lane::Quick, api::trust_file},

    {"POST", "/v1/provinces/import", Caller::Person, "EA", Lane::Slow, api::import_province},

    {"POST", "/v1/media", Caller::Person, "EA", Lane::Slow, api::add_media},
    {"GET", "/v1/media", Caller::Person, "EA", Lane::Quick, api::library},
    {"PUT", "/v1/media/*", Caller::Person, "EA", Lane::Quick, api::keep_media},
    {"DELETE", "/v1/media/*", Caller::Person, "EA", Lane::Quick, api::drop_media},
    {"GET", "/v1/uploads", Caller::Person, "EA", Lane::Quick, api::uploads},
    {"POST", "/v1/uploads", Caller::Person, "EA", Lane::Quick, api::add_upload},
    {"GET", "/v1/uploads/*", Caller::Person, "EA", Lane::Quick, api::upload},
    {"PUT", "/v1/uploads/*", Caller::Person, "EA", Lane::Bulk, api::append_upload},
    {"DELETE", "/v1/uploads/*", Caller::Person, "EA", Lane::Bulk, api::drop_upload},
    {"GET", "/v1/conversions", Caller::Person, "EA", Lane::Quick, api::conversions},
    {"POST", "/v1/conversions", Caller::Person, "EA", Lane::Quick, api::add_conversion},
    {"GET", "/v1/conversions/*", Caller::Person, "EA", Lane::Quick, api::conversion},
    {"POST", "/v1/conversions/*/cancel", Caller::Person, "EA", Lane::Quick, api::cancel_conversion},
    {"GET", "/v1/blobs/*", Caller::PersonOrBoard, "", Lane::Quick, api::blob},
    {"GET", "/v1/zones", Caller::Person, "", Lane::Quick, api::zones},
    {"GET", "/v1/items", Caller::Person, "", Lane::Quick, api::items},
    {"POST", "/v1/items", Caller::Person, "EA", Lane::Quick, api::add_item},
    {"GET", "/v1/items/*", Caller::Person, "", Lane::Quick, api::item},
    {"GET", "/v1/items/*/history", Caller::Person, "", Lane::Quick, api::item_history},
    {"PUT", "/v1/items/*", Caller::Person, "EA", Lane::Quick, api::save_item},
    {"POST", "/v1/items/*/submit", Caller::Person, "EA", Lane::Quick, api::submit_item},
    {"POST", "/v1/items/*/approve", Caller::Person, "A", Lane::Quick, api::approve_item},
    {"POST", "/v1/items/*/return", Caller::Person, "A", Lane::Quick, api::return_item},
    {"POST", "/v1/items/*/withdraw", Caller::Person, "EA", Lane::Quick, api::withdraw_item},
    {"GET", "/v1/versions/*", Caller::PersonOrBoard, "", Lane::Quick, api::version},

    {"GET", "/v1/feedback", Caller::Person, "EAD", Lane::Quick, api::feedback_list},
    {"GET", "/v1/feedback/*", Caller::Person, "EAD", Lane::Quick, api::feedback},
    {"POST", "/v1/feedback/*/see", Caller::Person, "EAD", Lane::Quick, api::see_feedback},
    {"POST", "/v1/feedback/*/dismiss", Caller::Person, "EAD", Lane::Quick, api::dismiss_feedback},
    {"POST", "/v1/feedback/*/answer", Caller::Person, "EA", Lane::Quick, api::answer_feedback},

    {"GET", "/v1/feeds", Caller::Person, "", Lane::Quick, api::feeds},
    {"POST", "/v1/feeds", Caller::Person, "EA", Lane::Quick, api::add_feed},
    {"POST", "/v1/feeds/trial", Caller::Person, "EA", Lane::News, api::try_feed},
    {"PATCH", "/v1/feeds/*", Caller::Person, "EA", Lane::Quick, api::change_feed},
    {"DELETE", "/v1/feeds/*", Caller::Person, "EA", Lane::Quick, api::remove_feed},
    {"POST", "/v1/feeds/*/fetch", Caller::Person, "EA", Lane::News, api::fetch_feed},
    {"GET", "/v1/stories", Caller::Person, "", Lane::Quick, api::stories},
    {"POST", "/v1/stories/aside", Caller::Person, "EA", Lane::Quick, api::set_aside},
    {"POST", "/v1/stories/link", Caller::Person, "EA", Lane::News, api::read_link},
    {"POST", "/v1/stories/*/picture", Caller::Person, "EA", Lane::News, api::story_picture},
    {"POST", "/v1/stories/take", Caller::Person, "EA", Lane::News, api::take_stories},

    {"GET", "/v1/playlists", Caller::Person, "", Lane::Quick, api::playlists},
    {"POST", "/v1/playlists", Caller::Person, "EA", Lane::Quick, api::add_playlist},
    {"PUT", "/v1/playlists/*", Caller::Person, "EA", Lane::Quick, api::save_playlist},
    {"DELETE", "/v1/playlists/*", Caller::Person, "EA", Lane::Quick, api::delete_playlist},
    {"POST", "/v1/playlists/*/publish", Caller::Person, "EA", Lane::Quick, api::publish},
    {"GET", "/v1/playlists/*/delivery", Caller::Person, "", Lane::Quick, api::delivery},
    {"GET", "/v1/events", Caller::Person, "", Lane::Quick, api::events},
    {"GET", "/v1/audit", Caller::Person, "AD", Lane::Slow, api::audit},
    {"GET", "/v1/reports/shown", Caller::Person, "", Lane::Slow, api::report_shown},
    {"GET", "/v1/reports/proof", Caller::Person, "", Lane::Bulk, api::report_proof},
    {"GET", "/v1/reports/plays", Caller::Person, "", Lane::Quick, api::report_plays},

    {"GET", "/v1/layouts", Caller::Person, "", Lane::Quick, api::layouts},
    {"POST", "/v1/layouts", Caller::Person, "D", Lane::Quick, api::add_layout},
    {"PUT", "/v1/layouts/*", Caller::Person, "D", Lane::Quick, api::save_layout},
    {"DELETE", "/v1/layouts/*", Caller::Person, "D", Lane::Quick, api::remove_layout},
    {"GET", "/v1/groups", Caller::Person, "", Lane::Quick, api::groups},
    {"POST", "/v1/groups", Caller::Person, "TD", Lane::Quick, api::add_group},
    {"PUT", "/v1/groups/*", Caller::Person, "TD", Lane::Quick, api::save_group},
    {"DELETE", "/v1/groups/*", Caller::Person, "TD", Lane::Quick, api::delete_group},
    {"PUT", "/v1/boards/*/tags", Caller::Person, "TD", Lane::Quick, api::tag_board},
    {"GET", "/v1/timetables", Caller::Person, "", Lane::Quick, api::timetables},
    {"PUT", "/v1/timetables", Caller::Person, "TD", Lane::Quick, api::set_timetable},
    {"GET", "/v1/holidays", Caller::Person, "", Lane::Quick, api::holidays},
    {"PUT", "/v1/holidays", Caller::Person, "TD", Lane::Quick, api::set_holidays},
    {"GET", "/v1/mourning", Caller::Person, "", Lane::Quick, api::mourning},
    {"PUT", "/v1/mourning", Caller::Person, "AD", Lane::Quick, api::declare_mourning},
    {"DELETE", "/v1/mourning", Caller::Person, "AD", Lane::Quick, api::end_mourning},

    {"POST", "/v1/pairings", Caller::NewBoard, "", Lane::Quick, api::begin_pairing},
    {"GET", "/v1/pairings/*", Caller::NewBoard, "", Lane::Quick, api::poll_pairing},
    {"GET", "/v1/pairing-codes/*", Caller::Person, "TD", Lane::Quick, api::view_pairing},
    {"POST", "/v1/pairing-codes/*/accept", Caller::Person, "TD", Lane::Quick, api::accept_pairing},
    {"POST", "/v1/pairing-codes/*/refuse", Caller::Person, "TD", Lane::Quick, api::refuse_pairing},
    {"GET", "/v1/boards", Caller::Person, "", Lane::Quick, api::boards},
    {"POST", "/v1/boards/off-air", Caller::Person, "", Lane::Quick, api::take_off_air},
    {"POST", "/v1/boards/on-air", Caller::Person, "AD", Lane::Quick, api::put_on_air},
    {"GET", "/v1/boards/*", Caller::Person, "", Lane::Quick, api::board},
    {"PATCH", "/v1/boards/*", Caller::Person, "TD", Lane::Quick, api::rename_board},
    {"PUT", "/v1/boards/*/position", Caller::Person, "TD", Lane::Quick, api::place_board},
    {"PUT", "/v1/boards/*/assignment", Caller::Person, "TD", Lane::Quick, api::assign_board},
    {"GET", "/v1/technicians", Caller::Person, "TD", Lane::Quick, api::technicians},
    {"POST", "/v1/boards/*/revoke", Caller::Person, "TD", Lane::Quick, api::revoke_board},
    {"POST", "/v1/boards/*/orders", Caller::Person, "TD", Lane::Quick, api::order_board},
    {"POST", "/v1/boards/*/picture", Caller::Person, "EATD", Lane::Quick, api::ask_picture},
    {"GET", "/v1/boards/*/picture", Caller::Person, "", Lane::Quick, api::board_picture},
    {"GET", "/v1/boards/*/generation", Caller::Person, "", Lane::Quick, api::board_generation},

    {"GET", "/v1/selections/*", Caller::Board, "", Lane::Quick, api::board_selection},
    {"GET", "/v1/board/events", Caller::Board, "", Lane::Quick, api::board_events},
    {"POST", "/v1/board/plays", Caller::Board, "", Lane::Quick, api::board_plays},
    {"POST", "/v1/board/time", Caller::Board, "", Lane::Quick, api::board_time},
    {"GET", "/v1/board/orders", Caller::Board, "", Lane::Quick, api::board_orders},
    {"POST", "/v1/board/picture", Caller::Board, "", Lane::Quick, api::take_picture},
    {"POST", "/v1/board/status", Caller::Board, "", Lane::Quick, api::board_status},

    {"GET", "/m", Caller::Everyone, "", Lane::Quick, phone::welcome},
    {"GET", "/m/phone.css", Caller::Everyone, "", Lane::Quick, phone::style},
    {"POST", "/m/sign-in", Caller::Everyone, "", Lane::Slow, phone::sign_in},
    {"POST", "/m/sign-out", Caller::PhonePerson, "", Lane::Quick, phone::sign_out},
    {"GET", "/m/items", Caller::PhonePerson, "", Lane::Quick, phone::items},
    {"GET", "/m/items/*", Caller::PhonePerson, "", Lane::Quick, phone::item},
    {"GET", "/m/items/*/pictures/*", Caller::PhonePerson, "", Lane::Quick, phone::picture},
    {"POST", "/m/items/*/return", Caller::PhonePerson, "A", Lane::Quick, phone::give_back},
    {"GET", "/m/boards", Caller::PhonePerson, "", Lane::Quick, phone::boards},
    {"GET", "/m/off-air", Caller::PhonePerson, "", Lane::Quick, phone::ask_off_air},
    {"POST", "/m/off-air", Caller::PhonePerson, "", Lane::Quick, phone::take_off_air},
    {"GET", "/m/boards/*/off-air", Caller::PhonePerson, "", Lane::Quick, phone::ask_off_air},
    {"POST", "/m/boards/*/off-air", Caller::PhonePerson, "", Lane::Quick, phone::take_off_air},

    {"GET", "/t/resident.css", Caller::Everyone, "", Lane::Quick, resident::style},
    {"GET", "/t/read.js", Caller::Everyone, "", Lane::Quick, resident::script},
    {"GET", "/t/*", Caller::Everyone, "", Lane::Quick, resident::item},
    {"GET", "/t/*/pictures/*", Caller::Everyone, "", Lane::Quick, resident::picture},
    {"POST", "/t/*/feedback", Caller::Everyone, "", Lane::Quick, resident::feedback},
    {"GET", "/t/*/sent/*", Caller::Everyone, "", Lane::Quick, resident::sent},
};

constexpr std::string_view kMediaPath = "/v1/media";
constexpr std::string_view kUploadPath = "/v1/uploads/";
constexpr int kNotSignedIn = 401;
constexpr int kTooManyTries = 429;

/// Everything before the next slash, which goes away too.
std::string_view next_segment(std::string_view& path) {
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return segment;
}

bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& ids) {
  ids.clear();
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_segment(pattern);
    const std::string_view given = next_segment(path);
    if (wanted == "*") {
      ids.emplace_back(given);
    } else if (wanted != given) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

char letter_of(Role role) {
  switch (role) {
    case Role::Editor:
      return 'E';
    case Role::Approver:
      return 'A';
    case Role::Technician:
      return 'T';
    case Role::Administrator:
      return 'D';
  }
  return '?';
}

Error not_signed_in() { return {Code::Denied, "not signed in", "server.not_signed_in"}; }

/// In the words of who asks: a browser gets a page.
Response refusal(const Request& request, const Error& error) {
  if (phone::is_page(request.path)) return phone::refusal(request, error);
  if (resident::is_page(request.path)) return resident::refusal(error);
  return error_response(error);
}

int status_of(const Error& error) {
  if (error.key == "server.not_signed_in") return kNotSignedIn;
  const bool waits = error.key == "server.too_many_tries" || error.key == "person.wait" ||
                     error.key == "resident.too_many" || error.key == "feedback.too_many";
  if (waits) return kTooManyTries;
  return http_status_of(error.code);
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

const Route* find_route(const Request& request, std::vector<std::string>& ids) {
  const std::string_view said = request.method;
  const std::string_view method = said == "HEAD" ? "GET" : said;
  const std::string_view path = std::string_view(request.path).substr(1);
  for (const Route& route : kRoutes) {
    if (route.method == method && matches(route.pattern.substr(1), path, ids)) return &route;
  }
  return nullptr;
}

Lane lane_of(const Request& request) {
  std::vector<std::string> ids;
  const Route* route = find_route(request, ids);
  // The question before an upload is quick even when the upload is not.
  return route && !request.awaiting_body ? route->lane : Lane::Quick;
}

BodyRule body_rule_of(const Request& request) {
  if (request.method == "POST" && request.path == kMediaPath) {
    return {limits::kPictureUploadBytesMax, true};
  }
  if (resident::is_page(request.path)) return {limits::kFeedbackBodyBytesMax};
  if (request.method == "PUT" && request.path.starts_with(kUploadPath)) {
    return {limits::kUploadPieceBytesMax, true};
  }
  return {};
}

Response json_response(const Json& json) {
  Response response;
  response.headers = {{"Content-Type", "application/json"}};
  response.body = json.dump();
  return response;
}

Response error_response(const Error& error) {
  Response response;
  response.status = status_of(error);
  response.headers = {{"Content-Type", "application/json"}};
  if (response.status == kTooManyTries) {
    response.headers.emplace_back("Retry-After",
                                  std::to_string(Seconds(limits::kTryPause).count()));
  } else if (error.code == Code::Unavailable) {
    response.headers.emplace_back("Retry-After", "2");
  } else if (response.status == kNotSignedIn) {
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
  }
  response.body = error_body(error);
  return response;
}

Response Api::handle(const Request& request, Instant now) {
  Call call(*this, request, now);
  const Route* route = find_route(request, call.ids);
  if (!route) return refusal(request, Call::nothing_there());
  const Status admitted = call.admit(*route);
  if (!admitted) return refusal(request, admitted.error());
  if (request.awaiting_body) {
    Response go_on;
    go_on.status = 100;
    return go_on;
  }
  auto response = route->handler(call);
  return response ? std::move(response).value() : refusal(request, response.error());
}

Status Call::admit(const Route& route) {
  const bool has_signature = !request.header("x-bangtin-signature").empty();
  switch (route.caller) {
    case Caller::Everyone:
      return {};
    case Caller::Person:
      return admit_person(route.roles);
    case Caller::PhonePerson:
      return admit_phone(route.roles);
    case Caller::NewBoard:
      key = TRY(gate.new_key_of(request));
      return {};
    case Caller::PersonOrBoard:
      if (!has_signature) return admit_person(route.roles);
      board = TRY(gate.board_of(request, now));
      return {};
    case Caller::Board:
      if (!has_signature) return not_signed_in();
      board = TRY(gate.board_of(request, now));
      return {};
  }
  return not_signed_in();
}

Status Call::admit_person(std::string_view roles) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view header = request.header("authorization");
  if (!header.starts_with(kScheme)) return not_signed_in();
  return admit_session(header.substr(kScheme.size()), roles);
}

Status Call::admit_phone(std::string_view roles) {
  TRY(admit_session(cookie_of(request.header("cookie"), phone::kCookie), roles));
  if (request.method != "POST") return {};
  form = TRY(WebForm::parse(request.body));
  if (!is_same_site(request) || form.text("form_token") != form_token(token)) {
    return Error{Code::Denied, "a form of another site", "phone.foreign_form"};
  }
  return {};
}

Status Call::admit_session(std::string_view session, std::string_view roles) {
  token = session;
  auto found = office.person_of(token, now);
  if (!found && found.error().code == Code::Denied) return not_signed_in();
  if (!found) return found.error();
  person = std::move(found).value();
  const bool may = roles.empty() || std::ranges::any_of(person->roles, [roles](Role role) {
                     return roles.find(letter_of(role)) != roles.npos;
                   });
  if (!may) return Error{Code::Denied, "another role is needed", "server.role_missing"};
  return {};
}

Result<Json> Call::body() const {
  auto json = Json::parse(request.body);
  if (!json) {
    return Error{Code::Invalid, "body: " + json.error().message, "server.bad_json"};
  }
  if (!json->as_object()) return Error{Code::Invalid, "body is no object", "server.bad_json"};
  return json;
}

Result<Digest> Call::digest(std::size_t n) const {
  const auto digest = digest_from_hex(ids[n]);
  if (!digest) return nothing_there();
  return *digest;
}

Error Call::nothing_there() {
  return {Code::NotFound, "there is no such thing", "server.not_found"};
}

Json Call::shown(BoardRecord record) const {
  record.online = hub.online(record.id);
  return to_json(record);
}

}  // namespace bangtin
