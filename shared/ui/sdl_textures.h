// Textures of SDL for the bitmaps that are drawn, for as long as they are. Thread: the window's.
#pragma once

#include <utility>
#include <vector>

#include "shared/ui/pictures.h"

struct SDL_Renderer;
struct SDL_Texture;

namespace bangtin::ui {

/// The active store while it lives; it ends before its renderer.
class SdlTextures final : public TextureStore {
 public:
  explicit SdlTextures(SDL_Renderer* renderer);
  ~SdlTextures() override;
  SdlTextures(const SdlTextures&) = delete;
  SdlTextures& operator=(const SdlTextures&) = delete;

  void* texture_of(const std::shared_ptr<const Bitmap>& bitmap) override;
  /// The textures that were made since the last call.
  std::vector<void*> take_made() { return std::exchange(made_, {}); }

 private:
  struct Entry {
    std::weak_ptr<const Bitmap> bitmap;
    SDL_Texture* texture = nullptr;
  };
  SDL_Renderer* renderer_;
  std::vector<Entry> entries_;
  std::vector<void*> made_;
};

}  // namespace bangtin::ui
