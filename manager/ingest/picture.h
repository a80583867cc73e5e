// What bangtin-ingest does with the bytes: looks what they are, decodes, turns upright, converts to
// sRGB, shrinks, writes a plain JPEG. The only place that meets libvips. Thread: one.
#pragma once

#include <string_view>
#include <variant>

#include "manager/ingest/ingest.h"

namespace bangtin {

/// The kinds of picture that are taken and of other files that people send, told by their first
/// bytes, never by a name.
enum class PictureKind { Jpeg, Png, Webp, Gif, Tiff, Heif, Pdf, Office, OtherFile, Unknown };
PictureKind sniff(std::string_view bytes);

/// Starts libvips and loads what it will need; before the sandbox closes. False when it fails.
bool start_vips();

/// A picture, or why not.
std::variant<NormalPicture, Refusal> normalise(std::string_view bytes);

}  // namespace bangtin
