#include "shared/base/limits.h"
#include "shared/protocol/factor_messages.h"
#include "shared/protocol/json_fields.h"
#include "shared/protocol/message_json.h"

namespace bangtin {

template <class Visitor, Is<FactorState> Value>
void fields(Visitor& field, Value& state) {
  field("since", state.since);
  field("recovery_left", state.recovery_left);
}

template <class Visitor, Is<FactorOffer> Value>
void fields(Visitor& field, Value& offer) {
  field("key", offer.key);
  field("address", offer.address);
}

template <class Visitor, Is<RecoveryCodes> Value>
void fields(Visitor& field, Value& codes) {
  field.list("codes", codes.codes, kRecoveryCodes);
}

template <class Visitor, Is<FactorLogins> Value>
void fields(Visitor& field, Value& people) {
  field.list("logins", people.logins, kFactorLoginsMax);
}

BANGTIN_DEFINE_MESSAGE(FactorState)
BANGTIN_DEFINE_MESSAGE(FactorOffer)
BANGTIN_DEFINE_MESSAGE(RecoveryCodes)
BANGTIN_DEFINE_MESSAGE(FactorLogins)

}  // namespace bangtin
