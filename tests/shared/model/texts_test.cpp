// Every key that the rules of this folder name has a sentence in both languages, and no sentence is
// left over.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

#include "shared/base/json.h"
#include "tests/fakes/paths.h"

namespace bangtin {
namespace {

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::set<std::string> keys_in_sources() {
  std::set<std::string> keys;
  const auto folder = source_folder() / "shared/model";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string source = file_text(entry.path());
    for (const std::string_view prefix : {"\"rule.", "\"text."}) {
      for (auto at = source.find(prefix); at != source.npos; at = source.find(prefix, at + 1)) {
        keys.insert(source.substr(at + 1, source.find('"', at + 1) - at - 1));
      }
    }
  }
  return keys;
}

std::set<std::string> keys_in(const std::string& language) {
  std::set<std::string> keys;
  const auto path = source_folder() / ("assets/lang/model." + language + ".json");
  const auto json = Json::parse(file_text(path));
  if (!json.ok() || json->as_object() == nullptr) return keys;
  for (const auto& [key, sentence] : *json->as_object()) {
    const std::string* said = sentence.as_string();
    if (said != nullptr && !said->empty()) keys.insert(key);
  }
  return keys;
}

TEST(ModelTexts, SayEachRuleInBothLanguages) {
  const std::set<std::string> used = keys_in_sources();
  EXPECT_GT(used.size(), 40u);
  EXPECT_EQ(keys_in("vi"), used);
  EXPECT_EQ(keys_in("en"), used);
}

}  // namespace
}  // namespace bangtin
