// bangtin-ingest: one file on standard input, one answer on standard output. Started by the server
// for each file. The answer is a line of JSON and the bytes that it announces.
//   (no word)     a picture: {"refused": why} or {"width", "height"} and the JPEG
//   feed          a line of JSON and a portal's feed: {"error"} or the stories, as JSON
//   article       a line of JSON and a page of a portal: {"error"} or its story, as JSON
//   document      {"refused": why} or {"pages", "fonts_left_out"}, then for each page {"png_bytes"}
//   and
//                 the PNG, or {"refused"}
//   probe         {"refused": why} or {"kind", "width", "height", "duration_ms"}
//   convert CPU   makes a clip in descriptor 3 within so many CPU seconds: lines {"permille"}, then
//                 {"refused": why} or {"width", "height", "duration_ms", "has_sound", "copied",
//                 "sound_unknown", "poster_bytes", "thumbnail_bytes"} and the two PNGs
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "manager/ingest/animation.h"
#include "manager/ingest/article_work.h"
#include "manager/ingest/av.h"
#include "manager/ingest/clip_work.h"
#include "manager/ingest/document_draw.h"
#include "manager/ingest/document_fonts.h"
#include "manager/ingest/feed_job.h"
#include "manager/ingest/picture.h"
#include "manager/ingest/sandbox.h"
#include "shared/base/document_limits.h"
#include "shared/base/files.h"
#include "shared/base/json.h"
#include "shared/base/library_limits.h"

namespace bangtin {
namespace {

constexpr int kOutput = 3;
constexpr int kNice = 10;  ///< boards and people first

bool write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_line(const Json& json) { return write_out(json.dump() + "\n"); }

template <class Reason>
bool refuse(Reason reason) {
  Json line;
  line.set("refused", name_of(reason));
  return write_line(line);
}

std::string read_in(std::size_t bytes_max) {
  std::string bytes;
  std::string piece(limits::kChunkBytes, '\0');
  while (bytes.size() <= bytes_max) {
    const ssize_t got =
        ::pread(STDIN_FILENO, piece.data(), piece.size(), static_cast<off_t>(bytes.size()));
    if (got <= 0) break;
    bytes.append(piece, 0, static_cast<std::size_t>(got));
  }
  return bytes;
}

bool run_picture() {
  const auto outcome = normalise(read_in(limits::kPictureUploadBytesMax));
  if (const auto* refusal = std::get_if<Refusal>(&outcome)) return refuse(*refusal);
  const auto& picture = std::get<NormalPicture>(outcome);
  Json header;
  header.set("width", picture.size_px.width_px);
  header.set("height", picture.size_px.height_px);
  return write_line(header) && write_out(picture.jpeg);
}

/// A picture is told by its first bytes; one that moves needs all of them.
std::variant<FileProbe, ClipRefusal> probe() {
  constexpr std::size_t kHeadBytes = 4'096;
  const std::string head = read_in(kHeadBytes).substr(0, kHeadBytes);
  if (head.empty()) return ClipRefusal::Empty;
  const PictureKind kind = sniff(head);
  if (kind == PictureKind::Pdf) return FileProbe{FileProbe::Kind::Document, {}, {}};
  if (kind == PictureKind::Office) return ClipRefusal::Office;
  if (kind == PictureKind::Unknown || kind == PictureKind::OtherFile)
    return probe_clip(STDIN_FILENO);
  if (kind != PictureKind::Gif && kind != PictureKind::Webp) return FileProbe{};
  return probe_animation(read_in(limits::kPictureUploadBytesMax));
}

bool run_probe() {
  const auto outcome = probe();
  if (const auto* refusal = std::get_if<ClipRefusal>(&outcome)) return refuse(*refusal);
  const auto& found = std::get<FileProbe>(outcome);
  Json line;
  line.set("kind", name_of(found.kind));
  line.set("width", found.size_px.width_px).set("height", found.size_px.height_px);
  line.set("duration_ms", std::int64_t(found.duration.count()));
  return write_line(line);
}

bool run_document() {
  const std::string bytes = read_in(std::size_t(limits::kDocumentBytesMax));
  const auto opened = Document::open(bytes);
  if (const auto* refusal = std::get_if<DocumentRefusal>(&opened)) return refuse(*refusal);
  Document& document = *std::get<0>(opened);
  const DocumentFacts facts = document.facts();
  Json head;
  head.set("pages", facts.pages).set("fonts_left_out", facts.fonts_left_out);
  if (!write_line(head)) return false;
  for (int page = 0; page < facts.pages; ++page) {
    const auto drawn = document.draw(page);
    if (const auto* refusal = std::get_if<DocumentRefusal>(&drawn)) return refuse(*refusal);
    const auto& png = std::get<std::string>(drawn);
    Json line;
    line.set("png_bytes", std::int64_t(png.size()));
    if (!write_line(line) || !write_out(png)) return false;
  }
  return true;
}

constexpr std::size_t kSourceBytesMax = 16u << 10;  ///< of the line before a feed or a page

bool run_feed() { return write_out(feed_answer(read_in(limits::kFeedBytesMax + kSourceBytesMax))); }

bool run_article() {
  return write_out(article_answer(read_in(limits::kPageBytesMax + kSourceBytesMax)));
}

bool run_convert() {
  int told = -1;
  const StepWatch watch = [&told](int permille) {
    if (permille <= told) return true;
    told = permille;
    Json line;
    line.set("permille", permille);
    return write_line(line);
  };
  const auto found = probe();
  if (const auto* refusal = std::get_if<ClipRefusal>(&found)) return refuse(*refusal);
  const bool moves = std::get<FileProbe>(found).kind == FileProbe::Kind::Animation;
  const auto outcome =
      moves ? convert_animation(read_in(limits::kPictureUploadBytesMax), kOutput, watch)
            : convert(STDIN_FILENO, kOutput, watch);
  if (const auto* refusal = std::get_if<ClipRefusal>(&outcome)) return refuse(*refusal);
  const auto& made = std::get<MadeClip>(outcome);
  Json line;
  line.set("width", made.clip.size_px.width_px).set("height", made.clip.size_px.height_px);
  line.set("duration_ms", std::int64_t(made.clip.duration.count()));
  line.set("has_sound", made.clip.has_sound).set("copied", made.copied);
  line.set("sound_unknown", made.sound_unknown);
  line.set("poster_bytes", std::int64_t(made.clip.poster_png.size()));
  line.set("thumbnail_bytes", std::int64_t(made.clip.thumbnail_png.size()));
  return write_line(line) && write_out(made.clip.poster_png) && write_out(made.clip.thumbnail_png);
}

ResourceBounds bounds_of(const std::string& mode, const char* cpu_seconds) {
  ResourceBounds bounds{limits::kIngestCpuMax.count(), limits::kIngestMemoryBytesMax, 0};
  if (mode == "document") bounds.cpu_seconds = limits::kDocumentCpuMax.count();
  if (mode != "convert") return bounds;
  bounds.cpu_seconds = std::strtoll(cpu_seconds, nullptr, 10);
  bounds.memory_bytes = limits::kConvertMemoryBytesMax;
  bounds.file_bytes = limits::kBlobBytesMax;
  return bounds;
}

int run(int count, char** words) {
  const std::string mode = count > 1 ? words[1] : "";
  ::signal(SIGXFSZ, SIG_IGN);  // Too large a file is an error of its write.
  if (mode == "convert" || mode == "document") ::setpriority(PRIO_PROCESS, 0, kNice);
  av::listen_to_complaints();
  if (!limit_resources(bounds_of(mode, count > 2 ? words[2] : "0"))) return 1;
  std::vector<ReadyFile> fonts;
  if (mode == "document") fonts = start_document_fonts();
  const bool started = mode == "feed"       ? start_feed_work()
                       : mode == "article"  ? start_article_work()
                       : mode == "document" ? start_document_work()
                                            : start_vips();
  if (!started || !close_sandbox(std::move(fonts))) return 1;
  if (mode == "document") return run_document() ? 0 : 1;
  if (mode == "feed") return run_feed() ? 0 : 1;
  if (mode == "article") return run_article() ? 0 : 1;
  const bool done = mode == "probe"     ? run_probe()
                    : mode == "convert" ? run_convert()
                                        : run_picture();
  return done ? 0 : 1;
}

}  // namespace
}  // namespace bangtin

int main(int count, char** words) {
  // The kernel takes everything back; what libraries do at their end is not worth the risk.
  ::_exit(bangtin::run(count, words));
}
