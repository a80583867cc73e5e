// Converter: the thread that turns whole uploads into media, one after the other, so that nothing
// else waits for it. What it does is in the store: a server that ends in the middle begins that one
// anew. Part of the server's threads. Thread: the owner's, all functions.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

#include "manager/ingest/clip.h"
#include "manager/ingest/document.h"
#include "manager/store/media_desk.h"
#include "shared/base/mailbox.h"
#include "shared/storage/blob_store.h"

namespace bangtin {

/// What a Converter needs from outside. All outlive it and belong to its thread.
struct ConverterParts {
  MediaDesk& desk;
  BlobStore& blobs;
  Disk& disk;
  std::filesystem::path folder;  ///< the disk's root, for descriptors that the worker inherits
  std::function<Result<FileProbe>(int input)> probe;
  std::function<Result<NormalPicture>(std::string_view bytes)> picture;
  std::function<Result<NormalClip>(int input, int output, const FileProbe& probe,
                                   const std::function<bool(const ClipProgress&)>& watch)>
      clip;
  std::function<Result<DocumentFacts>(int input, const DocumentWatch& watch)> document;
};

/// The work itself, a step at a time.
class ConverterSteps {
 public:
  explicit ConverterSteps(ConverterParts parts) : parts_(std::move(parts)) {}

  /// At the start of a server. Errors: the store's.
  Status begin();
  /// Converts the oldest upload that waits; false when none does. `stop` ends it early: that one
  /// begins anew at the next start. Errors: the store's.
  Result<bool> step(Clock& clock, const std::function<bool()>& stop);
  Status clean_up(Instant now) { return parts_.desk.clean_up(now); }

 private:
  Result<MediaDesk::Outcome> convert(const MediaDesk::Job& job, Clock& clock,
                                     const std::function<bool()>& stop, bool& cancelled);
  Result<MediaDesk::Outcome> make_clip(const MediaDesk::Job& job, int input, const FileProbe& probe,
                                       Clock& clock, const std::function<bool()>& stop,
                                       bool& cancelled);
  Result<MediaDesk::Outcome> make_document(const MediaDesk::Job& job, int input, Clock& clock,
                                           const std::function<bool()>& stop, bool& cancelled);
  Result<Media> store_picture(const NormalPicture& picture);
  Status check_digest(const MediaDesk::Job& job);

  ConverterParts parts_;
};

class Converter {
 public:
  Converter(ConverterParts parts, Clock& clock);
  ~Converter() { stop(); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  /// Ends the thread; what it converts is given up within about a second.
  void stop();

 private:
  void run();

  ConverterSteps steps_;
  Clock& clock_;
  std::atomic<bool> stopping_ = false;
  Mailbox<int> bell_;  ///< closed to end the thread's rest
  std::thread thread_;
};

}  // namespace bangtin
