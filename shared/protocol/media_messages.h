// Uploads and their conversion into media, as the HTTP API speaks of them. Paths and meaning:
// docs/PROTOCOL.md. Thread: any; pure.
#pragma once

#include <optional>
#include <string>

#include "shared/protocol/messages.h"

namespace bangtin {

using UploadId = Id<struct UploadTag>;
using ConversionId = Id<struct ConversionTag>;

/// A file that somebody wants to send.
struct UploadRequest {
  std::string name;  ///< of the file, for people
  std::int64_t size_bytes = 0;
  std::optional<Digest> sha256;  ///< of all of it; checked before anything is done with it
};

/// A file on its way in.
struct UploadRecord {
  UploadId id;
  std::string name;
  std::int64_t size_bytes = 0;
  std::int64_t held_bytes = 0;  ///< durable here: where the sending goes on
  std::optional<Digest> sha256;
  Instant expires_at{};
};

enum class ConversionState { Queued, Converting, Done, Failed, Cancelled };
std::string_view name_of(ConversionState state);
bool from_name(std::string_view name, ConversionState& out);
inline bool is_over(ConversionState state) {
  return state != ConversionState::Queued && state != ConversionState::Converting;
}

/// A whole upload on its way to media that boards can show.
struct ConversionRecord {
  ConversionId id;
  UploadId upload;
  std::string name;  ///< of the file
  ConversionState state = ConversionState::Queued;
  std::int64_t permille = 0;
  std::optional<Seconds> left;     ///< nothing while it is too early to say
  std::optional<Media> media;      ///< once done: the picture, the clip (its poster is 1), or the
                                   ///< first page of a document
  std::optional<Media> poster;     ///< of a clip
  std::optional<Media> thumbnail;  ///< of a clip
  std::optional<Digest> document;  ///< of a document: names it in the library
  std::vector<Media> pages;        ///< of a document: its pages as pictures, in order
  std::string problem;             ///< key of assets/lang: why it failed or what it lacks; or empty
  Instant changed_at{};
};

Json to_json(const UploadRequest& message);
Result<void> from_json(const Json& json, UploadRequest& out);
Json to_json(const UploadRecord& message);
Result<void> from_json(const Json& json, UploadRecord& out);
Json to_json(const ConversionRecord& message);
Result<void> from_json(const Json& json, ConversionRecord& out);

}  // namespace bangtin
