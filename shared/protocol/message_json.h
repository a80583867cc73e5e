// Defines the pair that messages.h declares for a message whose `fields` are listed. For the .cpp
// files of this folder. Thread: any.
#pragma once

#include "shared/protocol/json_fields.h"

#define BANGTIN_DEFINE_MESSAGE(Type)                                  \
  Json to_json(const Type& message) { return write_struct(message); } \
  Result<void> from_json(const Json& json, Type& out) {               \
    return read_struct(json, out, Reading::Message);                  \
  }
