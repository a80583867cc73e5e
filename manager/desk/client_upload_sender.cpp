#include "manager/desk/client_upload_sender.h"

#include <filesystem>

#include "manager/client/media_file.h"

namespace bangtin::desk {
namespace {

/// Of the call that takes back what was sent: what it does not reach, the server drops in time.
constexpr Millis kTakeBackTimeout{5'000};

/// A channel whose calls a person's no breaks off. Calls begun after the no are those that take
/// back: only leaving breaks them off.
class WatchedChannel final : public Channel {
 public:
  WatchedChannel(ServerAddress address, const UploadWatch& watch)
      : http_(std::move(address)), watch_(watch) {}

  Result<HttpResponse> send(const HttpRequest& request) override {
    const bool takes_back = !watch_.rest(Millis(0));
    if (watch_.leaves()) return Error{Code::Unavailable, "the line is closed", "net.unavailable"};
    return http_.send(request, HttpClient::kBodyBytesMax,
                      takes_back ? kTakeBackTimeout : answer_time(request),
                      [&] { return takes_back ? !watch_.leaves() : watch_.rest(Millis(0)); });
  }

 private:
  HttpClient http_;
  const UploadWatch& watch_;
};

Result<MediaFile> file_at(const std::string& path) {
  const Result<std::int64_t> size = media_file_bytes(path);
  if (!size.ok()) {
    const bool missing = size.error().code == Code::NotFound;
    return Error{size.error().code, size.error().message,
                 missing ? "library.file_missing" : "library.file_unreadable"};
  }
  MediaFile file;
  file.name = std::filesystem::path(path).filename().string();
  file.size_bytes = *size;
  file.read = [path](std::int64_t offset, std::size_t size_max) -> Result<std::string> {
    Result<std::string> piece = read_media_piece(path, offset, size_max);
    if (piece.ok()) return piece;
    return Error{Code::NotFound, piece.error().message, "library.file_unreadable"};
  };
  return file;
}

}  // namespace

Result<ConversionRecord> ClientUploadSender::send(const UploadJob& job, const UploadWatch& watch) {
  MediaFile file = TRY(file_at(job.path));
  if (job.picture) file.hint = MediaHint::Picture;
  WatchedChannel channel({job.address, digest_from_hex(job.pin)}, watch);
  Client client(channel, nullptr);
  client.set_token(job.token);
  return send_media(client, file, {watch.show, watch.rest, random_, clock_});
}

}  // namespace bangtin::desk
