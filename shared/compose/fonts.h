// The fonts of the house: Noto Sans regular and bold, and fallbacks for other scripts where the
// machine has them; a cache of drawn glyphs. Thread: one thread per Fonts at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace bangtin {

class FontFaces;

class Fonts {
 public:
  /// Where Debian puts fonts.
  static std::vector<std::filesystem::path> system_folders();

  /// Finds the files by name in the folders and what lies below them. Errors: not_found naming the
  /// file when Noto Sans (fonts-noto-core) is missing; corrupt when a file is no font.
  static Result<std::shared_ptr<Fonts>> open(
      const std::vector<std::filesystem::path>& folders = system_folders());

  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  /// True when a fallback of that file name ("NotoSansKhmer-Regular.ttf") was found.
  bool has(const std::string& file_name) const;

  /// For the files of this folder.
  FontFaces& faces() { return *faces_; }

 private:
  explicit Fonts(std::unique_ptr<FontFaces> faces);
  std::unique_ptr<FontFaces> faces_;
};

}  // namespace bangtin
