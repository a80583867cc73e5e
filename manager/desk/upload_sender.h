// UploadSender: how a file gets onto a server, as a port: ClientUploadSender is its adapter over
// manager/client, tests have a fake. And what is said about it between the window and the threads
// that do it. Thread: one at a time (an upload link's); send blocks until it is over.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "manager/client/media_sender.h"

namespace bangtin::desk {

/// One file on its way, in the name of the person who is signed in.
struct UploadJob {
  int number = 0;  ///< names it until its end
  std::string path;
  std::string address;
  std::string pin;
  std::string token;     ///< of the person's session
  bool picture = false;  ///< as its name says: it waits for no video
};

/// Stop takes back what was sent; Leave lets it lie on the server, so that it can go on later.
enum class UploadEnd { Stop, Leave };

struct EndJob {
  int number = 0;
  UploadEnd how = UploadEnd::Stop;
  bool picture = false;  ///< as of the job
};

using UploadOrder = std::variant<UploadJob, EndJob>;

/// Pictures have a link of their own.
inline bool is_about_picture(const UploadOrder& order) {
  return std::visit([](const auto& one) { return one.picture; }, order);
}

/// How far a job is, or how it ended. One that was left tells nothing.
struct UploadReport {
  int number = 0;
  std::variant<MediaProgress, ConversionRecord, Error> what;
};

/// What a sender asks and tells while it works. All outlive the call.
struct UploadWatch {
  std::function<void(const MediaProgress&)> show;
  /// Waits; false once it is to end, either way.
  std::function<bool(Millis)> rest;
  /// True once it is to end without another word to the server.
  std::function<bool()> leaves;
};

class UploadSender {
 public:
  virtual ~UploadSender() = default;
  /// Errors: as send_media; not_found "library.file_missing", "library.file_unreadable".
  virtual Result<ConversionRecord> send(const UploadJob& job, const UploadWatch& watch) = 0;
};

}  // namespace bangtin::desk
