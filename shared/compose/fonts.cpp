#include "shared/compose/fonts.h"

#include "shared/compose/faces.h"

namespace bangtin {

std::vector<std::filesystem::path> Fonts::system_folders() {
  return {"/usr/share/fonts", "/usr/local/share/fonts"};
}

Result<std::shared_ptr<Fonts>> Fonts::open(const std::vector<std::filesystem::path>& folders) {
  std::unique_ptr<FontFaces> faces = TRY(FontFaces::open(folders));
  return std::shared_ptr<Fonts>(new Fonts(std::move(faces)));
}

Fonts::Fonts(std::unique_ptr<FontFaces> faces) : faces_(std::move(faces)) {}
Fonts::~Fonts() = default;

bool Fonts::has(const std::string& file_name) const { return faces_->has(file_name); }

}  // namespace bangtin
