#include "tests/tidy/text_rules.h"

#include <map>
#include <set>

#include "shared/base/json.h"

namespace bangtin::tidy {
namespace {

struct TextFile {
  const SourceFile* source = nullptr;
  std::map<std::string, std::string> texts;
};

/// Area and language of "assets/lang/ctl.vi.json"; empty for another name.
std::pair<std::string, std::string> area_of(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  for (const std::string_view language : {"vi", "en"}) {
    const std::string ending = "." + std::string(language) + ".json";
    if (name.size() > ending.size() && name.ends_with(ending)) {
      return {std::string(name.substr(0, name.size() - ending.size())), std::string(language)};
    }
  }
  return {};
}

/// The line where a key stands; 1 when its spelling there has escapes.
int line_of(const SourceFile& file, const std::string& key) {
  int number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    if (line.find("\"" + key + "\"") != line.npos) return number;
  }
  return 1;
}

std::multiset<std::string> placeholders(std::string_view text) {
  std::multiset<std::string> found;
  for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == text.npos) {
      found.insert("an open {");
      break;
    }
    found.emplace(text.substr(open, close - open + 1));
  }
  return found;
}

TextFile read_texts(const SourceFile& file, std::vector<Breach>& breaches) {
  TextFile read{&file, {}};
  const auto json = Json::parse(file.text);
  if (!json.ok() || json->as_object() == nullptr) {
    breaches.push_back({file.path, 1, json.ok() ? "no object" : json.error().message});
    return read;
  }
  for (const auto& [key, value] : *json->as_object()) {
    if (value.as_string() == nullptr || value.as_string()->empty()) {
      breaches.push_back({file.path, line_of(file, key), key + " has no text"});
    } else {
      read.texts[key] = *value.as_string();
    }
  }
  return read;
}

void compare(const TextFile& one, const TextFile& other, std::vector<Breach>& breaches) {
  for (const auto& [key, text] : one.texts) {
    const int line = line_of(*one.source, key);
    const auto twin = other.texts.find(key);
    if (twin == other.texts.end()) {
      breaches.push_back({one.source->path, line, key + " is not in " + other.source->path});
    } else if (placeholders(text) != placeholders(twin->second)) {
      breaches.push_back(
          {one.source->path, line, key + " has other placeholders than " + other.source->path});
    }
  }
}

}  // namespace

std::vector<Breach> find_text_breaches(const std::vector<SourceFile>& files) {
  std::vector<Breach> breaches;
  std::map<std::string, std::map<std::string, TextFile>> areas;
  for (const SourceFile& file : files) {
    const auto [area, language] = area_of(file.path);
    if (area.empty()) {
      breaches.push_back({file.path, 1, "a file here is called AREA.vi.json or AREA.en.json"});
    } else {
      areas[area][language] = read_texts(file, breaches);
    }
  }
  std::map<std::string, std::string> homes;
  for (const auto& [area, languages] : areas) {
    if (languages.size() != 2) {
      breaches.push_back(
          {languages.begin()->second.source->path, 1, "has no twin in the other language"});
      continue;
    }
    const TextFile& vietnamese = languages.at("vi");
    compare(vietnamese, languages.at("en"), breaches);
    compare(languages.at("en"), vietnamese, breaches);
    for (const auto& [key, text] : vietnamese.texts) {
      const auto [home, fresh] = homes.emplace(key, vietnamese.source->path);
      if (!fresh) {
        breaches.push_back({vietnamese.source->path, line_of(*vietnamese.source, key),
                            key + " is in " + home->second + " too"});
      }
    }
  }
  return breaches;
}

}  // namespace bangtin::tidy
