#include "shared/ui/sdl_textures.h"

#include <SDL.h>

namespace bangtin::ui {

SdlTextures::SdlTextures(SDL_Renderer* renderer) : renderer_(renderer) { activate(this); }

SdlTextures::~SdlTextures() {
  activate(nullptr);
  for (const Entry& entry : entries_) SDL_DestroyTexture(entry.texture);
}

void* SdlTextures::texture_of(const std::shared_ptr<const Bitmap>& bitmap) {
  std::erase_if(entries_, [](const Entry& entry) {
    if (entry.bitmap.expired()) SDL_DestroyTexture(entry.texture);
    return entry.bitmap.expired();
  });
  for (const Entry& entry : entries_) {
    if (entry.bitmap.lock() == bitmap) return entry.texture;
  }
  SDL_Texture* texture =
      SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC,
                        bitmap->width(), bitmap->height());
  if (texture == nullptr) return nullptr;
  SDL_UpdateTexture(texture, nullptr, bitmap->pixels.data(), bitmap->width() * 4);
  made_.push_back(texture);
  entries_.push_back({bitmap, texture});
  return texture;
}

}  // namespace bangtin::ui
