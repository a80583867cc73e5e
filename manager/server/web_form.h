// What a browser sends without a script: a form's fields, a cookie, and the proof that a form is
// ours. Pure. Thread: any.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "manager/server/http.h"

namespace bangtin {

/// The fields of a form, the first of a name; text is NFC.
class WebForm {
 public:
  /// Of a body of application/x-www-form-urlencoded. Errors: invalid "server.bad_request" for a
  /// broken percent code, a NUL or more than 16 fields. Source: WHATWG URL 5.1.
  static Result<WebForm> parse(std::string_view body);
  /// Empty when there is no such field.
  std::string text(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> fields_;
};

/// The value of a cookie in a Cookie header; empty when absent. Source: RFC 6265 5.4.
std::string_view cookie_of(std::string_view header, std::string_view name);

/// What each form of this session carries: whoever does not know the session cannot tell it.
std::string form_token(std::string_view session_token);

/// False when the browser says that another site made the request. Source: W3C Fetch Metadata.
bool is_same_site(const Request& request);

}  // namespace bangtin
