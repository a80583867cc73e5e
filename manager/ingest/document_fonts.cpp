#include "manager/ingest/document_fonts.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>

namespace bangtin {
namespace {

/// Where fonts-liberation2 puts them.
constexpr const char* kFolder = "/usr/share/fonts/truetype/liberation2";

/// Families by a part of their name; what is left over is set as official papers are.
constexpr const char* kRules = R"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<match target="pattern"><edit name="family" mode="append"><string>Liberation Serif</string></edit>
</match>
<match target="pattern"><test name="family" compare="contains"><string>Arial</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
<match target="pattern"><test name="family" compare="contains"><string>Helvetica</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
<match target="pattern"><test name="family" compare="contains"><string>Sans</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
<match target="pattern"><test name="family" compare="contains"><string>Calibri</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
<match target="pattern"><test name="family" compare="contains"><string>Tahoma</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit></match>
<match target="pattern"><test name="family" compare="contains"><string>Courier</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Liberation Mono</string></edit></match>
</fontconfig>)";

/// The files of a set of fonts, each once.
std::vector<std::string> files_in(const FcFontSet* set) {
  std::vector<std::string> paths;
  for (int i = 0; set != nullptr && i < set->nfont; ++i) {
    FcChar8* path = nullptr;
    if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &path) != FcResultMatch) continue;
    paths.emplace_back(reinterpret_cast<const char*>(path));
  }
  std::ranges::sort(paths);
  paths.erase(std::ranges::unique(paths).begin(), paths.end());
  return paths;
}

}  // namespace

std::vector<ReadyFile> start_document_fonts() {
  FcConfig* config = FcConfigCreate();
  if (config == nullptr) return {};
  FcConfigParseAndLoadFromMemory(config, reinterpret_cast<const FcChar8*>(kRules), FcTrue);
  FcConfigAppFontAddDir(config, reinterpret_cast<const FcChar8*>(kFolder));
  FcConfigSetCurrent(config);
  std::vector<ReadyFile> ready;
  for (std::string& path : files_in(FcConfigGetFonts(config, FcSetApplication))) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) ready.push_back({std::move(path), fd});
  }
  return ready;
}

bool has_twin_font(std::string_view name) {
  constexpr std::string_view kTwins[] = {"Times", "Arial", "Helvetica", "Courier"};
  return std::ranges::any_of(kTwins, [name](std::string_view twin) {
    return name.starts_with(twin) && !name.starts_with("ArialNarrow");
  });
}

}  // namespace bangtin
