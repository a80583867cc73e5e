// Owners of what libvips allocates; only for the files of the worker that meet it. Thread: one.
#pragma once

#include <vips/vips.h>

#include <memory>

namespace bangtin::vips {

constexpr double kWhite = 255;

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

}  // namespace bangtin::vips
