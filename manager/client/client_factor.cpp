// The second factor of a sign-in.
#include "manager/client/answers.h"
#include "manager/client/client.h"

namespace bangtin {

Result<FactorState> Client::second_factor() {
  return message_of<FactorState>(TRY(call("GET", "/v1/me/second-factor")));
}

Result<FactorOffer> Client::offer_second_factor(const std::string& password) {
  const std::string body = Json().set("password", password).dump();
  return message_of<FactorOffer>(TRY(call("POST", "/v1/me/second-factor", body)));
}

Result<RecoveryCodes> Client::confirm_second_factor(const std::string& code) {
  const std::string body = Json().set("code", code).dump();
  return message_of<RecoveryCodes>(TRY(call("POST", "/v1/me/second-factor/confirm", body)));
}

Status Client::drop_second_factor(const std::string& password, const std::string& code) {
  const std::string body = Json().set("password", password).set("code", code).dump();
  TRY(call("POST", "/v1/me/second-factor/off", body));
  return {};
}

Result<FactorLogins> Client::second_factor_logins() {
  return message_of<FactorLogins>(TRY(call("GET", "/v1/people/second-factors")));
}

Status Client::reset_second_factor(const PersonId& id) {
  TRY(call("DELETE", "/v1/people/" + id.text + "/second-factor"));
  return {};
}

}  // namespace bangtin
