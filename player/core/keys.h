// What a person at the board presses. Plain values. Thread: any.
#pragma once

#include <string>

namespace bangtin {

enum class KeyName {
  None,
  Text,  ///< `text` was typed
  Enter,
  Escape,
  Tab,
  BackTab,
  Backspace,
  Delete,
  Left,
  Right,
  Up,
  Down,
  Home,
  End,
  F2,
  F10,
};

struct KeyStroke {
  KeyName name = KeyName::None;
  std::string text;  ///< UTF-8, for Text only
  bool operator==(const KeyStroke&) const = default;
};

}  // namespace bangtin
