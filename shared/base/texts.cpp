#include "shared/base/texts.h"

#include <atomic>
#include <map>

#include "shared/base/json.h"

namespace bangtin {

/// Made by cmake/texts.cmake: each file of assets/lang with its language.
struct TextFile {
  std::string_view language;
  std::string_view json;
};
extern const TextFile kTextFiles[];
extern const int kTextFileCount;

namespace {

using Catalog = std::map<std::string, std::string, std::less<>>;

std::atomic<Language> chosen_language = Language::Vietnamese;

Catalog load(std::string_view language) {
  Catalog catalog;
  for (int i = 0; i < kTextFileCount; ++i) {
    if (kTextFiles[i].language != language) continue;
    const Result<Json> json = Json::parse(kTextFiles[i].json);
    CHECK(json.ok() && json->as_object() != nullptr);
    for (const auto& [key, value] : *json->as_object()) {
      CHECK(value.as_string() != nullptr);
      catalog.emplace(key, *value.as_string());
    }
  }
  return catalog;
}

const Catalog& catalog() {
  static const Catalog vietnamese = load("vi");
  static const Catalog english = load("en");
  return chosen_language == Language::English ? english : vietnamese;
}

}  // namespace

void set_language(Language language) { chosen_language = language; }

bool has_text(std::string_view key) { return catalog().contains(key); }

std::string_view text(std::string_view key) {
  const auto found = catalog().find(key);
  return found == catalog().end() ? key : std::string_view(found->second);
}

std::string text(std::string_view key,
                 std::initializer_list<std::pair<std::string_view, std::string>> values) {
  std::string sentence(text(key));
  for (const auto& [name, value] : values) {
    const std::string mark = "{" + std::string(name) + "}";
    for (std::size_t at = sentence.find(mark); at != std::string::npos;
         at = sentence.find(mark, at + value.size())) {
      sentence.replace(at, mark.size(), value);
    }
  }
  return sentence;
}

std::string text_of(const Error& error) {
  if (!error.key.empty() && has_text(error.key)) return std::string(text(error.key));
  return std::string(text("error." + std::string(code_name(error.code))));
}

}  // namespace bangtin
