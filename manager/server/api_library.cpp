#include <charconv>

#include "manager/server/api_handlers.h"

namespace bangtin::api {
namespace {

/// Where an earlier page said that the others go on; nothing: from the newest on.
Result<std::optional<std::int64_t>> before_of(const Request& request) {
  const auto found = request.query.find("before");
  if (found == request.query.end()) return std::optional<std::int64_t>();
  const std::string& text = found->second;
  std::int64_t before = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), before);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Error{Code::Invalid, "before", "server.bad_query"};
  }
  return std::optional(before);
}

}  // namespace

Result<Response> library(Call& call) {
  return json_response(to_json(TRY(call.office.library(TRY(before_of(call.request))))));
}

Result<Response> keep_media(Call& call) {
  const Digest blob = TRY(call.digest());
  const std::string name = TRY(TRY(call.body()).string_at("name"));
  return json_response(to_json(TRY(call.office.keep_media(*call.person, blob, name, call.now))));
}

Result<Response> drop_media(Call& call) {
  TRY(call.office.drop_media(*call.person, TRY(call.digest()), call.now));
  return json_response(Json::Object{});
}

}  // namespace bangtin::api
