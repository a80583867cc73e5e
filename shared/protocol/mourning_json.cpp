#include "shared/protocol/message_json.h"
#include "shared/protocol/mourning_messages.h"

namespace bangtin {

template <class Visitor, Is<Mourning> Value>
void fields(Visitor& field, Value& mourning) {
  field("first_day", mourning.first_day);
  field("last_day", mourning.last_day);
  field("reason", mourning.reason);
}

template <class Visitor, Is<MourningDeclared> Value>
void fields(Visitor& field, Value& declared) {
  field("mourning", declared.mourning);
  field("who", declared.who);
  field("at", declared.at);
}

template <class Visitor, Is<MourningRecord> Value>
void fields(Visitor& field, Value& record) {
  field("declared", record.declared);
}

BANGTIN_DEFINE_MESSAGE(Mourning)
BANGTIN_DEFINE_MESSAGE(MourningRecord)

}  // namespace bangtin
