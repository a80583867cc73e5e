// Every sentence that a person reads, by key, Vietnamese first and English second. They stand in
// assets/lang/<area>.<language>.json and are built into the programs.
// Thread: any.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/result.h"

namespace bangtin {

enum class Language { Vietnamese, English };

/// Vietnamese until told otherwise.
void set_language(Language language);

/// The sentence of a key; the key itself when there is none (a test proves that this cannot be).
std::string_view text(std::string_view key);
inline std::string said(std::string_view key) { return std::string(text(key)); }

/// The sentence with each "{name}" replaced by its value.
std::string text(std::string_view key,
                 std::initializer_list<std::pair<std::string_view, std::string>> values);

bool has_text(std::string_view key);

/// The sentence for an error: of its key, else of its code ("error.unavailable").
std::string text_of(const Error& error);

}  // namespace bangtin
