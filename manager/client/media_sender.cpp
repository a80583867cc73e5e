#include "manager/client/media_sender.h"

#include <algorithm>

#include "manager/client/patient_work.h"
#include "shared/base/document_limits.h"
#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"

namespace bangtin {
namespace {

/// On a line that sends no whole piece within a request's time pieces get as small as this.
constexpr std::size_t kPieceBytesMin = 64 << 10;
constexpr auto kPollEvery = std::chrono::milliseconds(700);
constexpr auto kSendPatience = std::chrono::minutes(10);

/// What cannot be made a picture at once, but into something.
bool needs_conversion(const Error& error) {
  return error.key == "ingest.animated" || error.key == "ingest.document" ||
         error.key == "upload.in_use";
}

bool is_gone(const Error& error) { return error.key == "upload.unknown"; }

/// Nothing goes on later: what lies there would only be found again.
bool is_final(const Error& error) {
  return error.code != Code::Unavailable && error.code != Code::Denied && !is_gone(error);
}

Error cancelled() { return {Code::Conflict, "a person stopped it", "ingest.clip_cancelled"}; }

/// One file on its way.
class Sender : PatientWork {
 public:
  Sender(Client& client, const MediaFile& file, const MediaWatch& watch)
      : PatientWork(watch.rest, watch.random, watch.clock, kSendPatience, cancelled()),
        client_(client),
        file_(file),
        watch_(watch) {}

  Result<ConversionRecord> run() {
    TRY(check_picture());
    const Digest sha256 = TRY(read_digest());
    Result<ConversionRecord> made = attempt(sha256);
    // Whoever sends the same bytes from elsewhere shares the upload, and may have let it go.
    if (!made.ok() && is_gone(made.error())) made = attempt(sha256);
    return made;
  }

 private:
  Result<ConversionRecord> attempt(const Digest& sha256) {
    UploadRecord upload = TRY(find_or_begin(sha256));
    const Status sent = send(upload);
    if (!sent) {
      if (wants_end() || is_final(sent.error())) (void)client_.drop_upload(upload.id);
      return sent.error();
    }
    if (file_.hint != MediaHint::None) {
      Result<ConversionRecord> made = make_picture(upload);
      if (made.ok() || !goes_on(made.error())) return made;
    }
    ConversionRecord record = TRY(patiently([&] { return client_.convert_upload(upload.id); }));
    return as_hinted(TRY(follow(std::move(record))));
  }

  /// Before anything of it goes up.
  Status check_picture() const {
    if (file_.hint == MediaHint::None) return {};
    if (file_.size_bytes < 1) return Error{Code::Invalid, file_.name, "ingest.empty"};
    if (file_.size_bytes <= std::int64_t(limits::kPictureUploadBytesMax)) return {};
    return Error{Code::Invalid, file_.name, "ingest.too_large"};
  }

  /// An older server makes no picture of an upload: it looks for the bytes in the request.
  bool goes_on(const Error& error) const {
    if (error.key == "ingest.empty") return true;
    return file_.hint != MediaHint::OnlyPicture && needs_conversion(error);
  }

  /// Of what came of a conversion, where only a picture will do.
  Result<ConversionRecord> as_hinted(ConversionRecord made) const {
    if (file_.hint != MediaHint::OnlyPicture || !made.media) return made;
    if (!made.pages.empty()) return Error{Code::Unsupported, file_.name, "ingest.document"};
    if (is_clip(*made.media)) return Error{Code::Unsupported, file_.name, "ingest.animated"};
    return made;
  }

  /// What was sent is let go whatever became of it, but for a server that is away.
  Result<ConversionRecord> make_picture(const UploadRecord& upload) {
    show(MediaProgress::Stage::Converting, 0);
    const Result<Media> media = patiently([&] { return client_.picture_of_upload(upload.id); });
    if (!media.ok() && media.error().code == Code::Unavailable) return media.error();
    if (!media.ok() && (goes_on(media.error()) || is_gone(media.error()))) return media.error();
    (void)client_.drop_upload(upload.id);
    if (!media.ok()) return media.error();
    ConversionRecord record;
    record.upload = upload.id;
    record.name = upload.name;
    record.state = ConversionState::Done;
    record.permille = 1'000;
    record.media = *media;
    return record;
  }

  Result<Digest> read_digest() {
    Sha256 whole;
    for (std::int64_t at = 0; at < file_.size_bytes;) {
      const std::string bytes = TRY(file_.read(at, kUploadPieceBytes));
      if (bytes.empty())
        return Error{Code::Corrupt, file_.name + " became shorter", "upload.changed"};
      whole.update(bytes);
      at += std::int64_t(bytes.size());
      show(MediaProgress::Stage::Reading, at);
      if (!rest(Millis(0))) return cancelled();
    }
    return whole.finish();
  }

  Result<UploadRecord> find_or_begin(const Digest& sha256) {
    std::optional<UploadRecord> found;
    for (UploadRecord& known : TRY(patiently([this] { return client_.uploads(); }))) {
      if (known.sha256 != sha256 || known.size_bytes != file_.size_bytes) continue;
      if (!found || known.name == file_.name) found = std::move(known);
    }
    if (found) return std::move(*found);
    return patiently([&] { return client_.begin_upload({file_.name, file_.size_bytes, sha256}); });
  }

  Status send(UploadRecord& upload) {
    begun_ = watch_.clock.monotonic();
    begun_bytes_ = upload.held_bytes;
    while (upload.held_bytes < upload.size_bytes) {
      show(MediaProgress::Stage::Sending, upload.held_bytes);
      if (!rest(Millis(0))) return cancelled();
      const auto wanted = std::min<std::int64_t>(std::int64_t(kUploadPieceBytes),
                                                 upload.size_bytes - upload.held_bytes);
      const std::string bytes = TRY(file_.read(upload.held_bytes, std::size_t(wanted)));
      if (std::int64_t(bytes.size()) != wanted) {
        return Error{Code::Corrupt, file_.name + " became shorter", "upload.changed"};
      }
      upload = TRY(patiently([&] { return piece(upload, bytes); }));
    }
    show(MediaProgress::Stage::Sending, upload.held_bytes);
    return {};
  }

  /// A piece whose answer was lost is there already: the server says where it goes on.
  Result<UploadRecord> piece(const UploadRecord& upload, const std::string& bytes) {
    auto sent = client_.append_upload(upload.id, upload.held_bytes, bytes.substr(0, piece_bytes_));
    const bool away = !sent && sent.error().code == Code::Unavailable;
    piece_bytes_ =
        std::clamp(away ? piece_bytes_ / 2 : piece_bytes_ * 2, kPieceBytesMin, kUploadPieceBytes);
    if (sent || sent.error().key != "upload.offset") return sent;
    return client_.upload(upload.id);
  }

  Result<ConversionRecord> follow(ConversionRecord record) {
    while (!is_over(record.state)) {
      const bool waits = record.state == ConversionState::Queued;
      watch_.show({waits ? MediaProgress::Stage::Waiting : MediaProgress::Stage::Converting,
                   int(std::clamp<std::int64_t>(record.permille, 0, 1'000)), record.left});
      if (!rest(kPollEvery)) {
        (void)client_.cancel_conversion(record.id);
        return cancelled();
      }
      record = TRY(patiently([&] { return client_.conversion(record.id); }));
    }
    if (record.state == ConversionState::Done) return record;
    return Error{Code::Invalid, "conversion " + record.id.text, record.problem};
  }

  void show(MediaProgress::Stage stage, std::int64_t done_bytes) {
    MediaProgress progress{
        stage, int(done_bytes * 1'000 / std::max<std::int64_t>(file_.size_bytes, 1)), std::nullopt};
    const auto taken = watch_.clock.monotonic() - begun_;
    const std::int64_t sent = done_bytes - begun_bytes_;
    if (stage == MediaProgress::Stage::Sending && sent > 0 && taken > std::chrono::seconds(1)) {
      const double each = std::chrono::duration<double>(taken).count() / double(sent);
      progress.left = Seconds(std::int64_t(each * double(file_.size_bytes - done_bytes)) + 1);
    }
    watch_.show(progress);
  }

  Client& client_;
  const MediaFile& file_;
  const MediaWatch& watch_;
  Monotonic begun_{};
  std::int64_t begun_bytes_ = 0;
  std::size_t piece_bytes_ = kUploadPieceBytes;
};

}  // namespace

std::string_view name_of(MediaProgress::Stage stage) {
  switch (stage) {
    case MediaProgress::Stage::Reading:
      return "reading";
    case MediaProgress::Stage::Sending:
      return "sending";
    case MediaProgress::Stage::Waiting:
      return "waiting";
    case MediaProgress::Stage::Converting:
      return "converting";
  }
  return "reading";
}

Result<ConversionRecord> send_media(Client& client, const MediaFile& file,
                                    const MediaWatch& watch) {
  return Sender(client, file, watch).run();
}

Status add_pages(ItemContent& content, const std::vector<Media>& pages) {
  if (content.media.size() + pages.size() > limits::kMediaPerItemMax) {
    return Error{Code::Invalid, "no room for its pages", "rule.media_too_many"};
  }
  content.media.insert(content.media.end(), pages.begin(), pages.end());
  content.picture_duration =
      std::max(content.picture_duration, Seconds(limits::kDocumentPageSeconds));
  return {};
}

Status add_media(ItemContent& content, const ConversionRecord& conversion) {
  if (is_over(conversion.state) && conversion.state != ConversionState::Done) {
    return Error{Code::Invalid, "conversion " + conversion.id.text, conversion.problem};
  }
  if (!conversion.media) {
    return Error{Code::Conflict, "conversion " + conversion.id.text + " is not over",
                 "upload.incomplete"};
  }
  if (!conversion.pages.empty()) return add_pages(content, conversion.pages);
  if (!is_clip(*conversion.media)) {
    content.media.push_back(*conversion.media);
    return {};
  }
  if (!conversion.poster) return Error{Code::Invalid, "a clip without a poster", {}};
  content.kind = ItemKind::Video;
  content.media = {*conversion.media, *conversion.poster};
  content.media[0].poster = 1;
  return {};
}

}  // namespace bangtin
