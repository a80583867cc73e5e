// ClientLibraryServer: the LibraryServer port over manager/client and HTTPS, with a line of its
// own: what it waits for delays nothing else of the desk. Thread: one at a time.
#pragma once

#include <functional>
#include <memory>

#include "manager/desk/library_server.h"

namespace bangtin::desk {

class ClientLibraryServer final : public LibraryServer {
 public:
  /// Coded bytes as a bitmap of that size or smaller, by a sandboxed worker.
  using Decode = std::function<Result<Bitmap>(std::string_view coded, Size size_px)>;

  /// `goes_on` is asked about once a second while a call runs; false breaks it off.
  explicit ClientLibraryServer(Decode decode, std::function<bool()> goes_on = {})
      : decode_(std::move(decode)), goes_on_(std::move(goes_on)) {}

  Result<LibraryFound> answer(const LibraryJob& job) override;

 private:
  struct Doer;
  Status connect(const LibraryJob& job);

  Decode decode_;
  std::function<bool()> goes_on_;
  std::string address_, pin_;
  std::unique_ptr<Channel> channel_;
  std::unique_ptr<Client> client_;
};

}  // namespace bangtin::desk
