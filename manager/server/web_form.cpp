#include "manager/server/web_form.h"

#include <algorithm>

#include "shared/crypto/sha256.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

constexpr std::size_t kFieldsMax = 16;

Error bad_form() { return {Code::Invalid, "no form", "server.bad_request"}; }

Result<std::string> field_text(std::string_view sent) {
  std::string plus(sent);
  std::ranges::replace(plus, '+', ' ');
  const auto bytes = percent_decoded(plus);
  if (!bytes) return bad_form();
  return to_nfc(*bytes);
}

}  // namespace

Result<WebForm> WebForm::parse(std::string_view body) {
  WebForm form;
  while (!body.empty()) {
    const auto end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string name = TRY(field_text(pair.substr(0, equals)));
    const std::string_view value = equals < pair.size() ? pair.substr(equals + 1) : "";
    form.fields_.emplace(name, TRY(field_text(value)));
    if (form.fields_.size() > kFieldsMax) return bad_form();
  }
  return form;
}

std::string WebForm::text(std::string_view name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? "" : found->second;
}

std::string_view cookie_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    std::string_view pair = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

std::string form_token(std::string_view session_token) {
  return to_hex(sha256("bangtin-form-v1\n" + std::string(session_token)));
}

bool is_same_site(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  return site.empty() || site == "same-origin";
}

}  // namespace bangtin
