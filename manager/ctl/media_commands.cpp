#include "manager/ctl/media_commands.h"

#include <filesystem>
#include <memory>

#include "shared/base/texts.h"

namespace bangtin::ctl {
namespace {

/// Shows how far it is, only when that changed.
class ProgressLine {
 public:
  ProgressLine(std::ostream& err, bool json) : err_(err), json_(json) {}
  ~ProgressLine() {
    if (!json_ && !last_.empty()) err_ << "\n";
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const MediaProgress& progress) {
    const std::string line = json_ ? json_of(progress) : words_of(progress);
    if (line == last_) return;
    // Words are written over what stood there, blanks over what was longer.
    const std::string blanks(last_.size() > line.size() ? last_.size() - line.size() : 0, ' ');
    err_ << (json_ ? line + "\n" : "\r" + line + blanks) << std::flush;
    last_ = line;
  }

 private:
  static std::string json_of(const MediaProgress& progress) {
    Json json;
    json.set("stage", name_of(progress.stage)).set("permille", progress.permille);
    if (progress.left) json.set("left_s", std::int64_t(progress.left->count()));
    return json.dump();
  }
  static std::string words_of(const MediaProgress& progress) {
    std::string line(text("ctl.media." + std::string(name_of(progress.stage))));
    if (progress.stage != MediaProgress::Stage::Waiting) {
      line += " " + std::to_string(progress.permille / 10) + " %";
    }
    if (progress.left) {
      line += ", " + text("ctl.media.left", {{"seconds", std::to_string(progress.left->count())}});
    }
    return line;
  }

  std::ostream& err_;
  const bool json_;
  std::string last_;
};

std::string pages_words(const std::vector<Media>& pages) {
  return text("ctl.media.pages", {{"count", std::to_string(pages.size())}});
}

std::string media_lines(const ConversionRecord& record) {
  std::string line = record.id.text + "  " + record.name + "  " +
                     std::string(text("ctl.media.state_" + std::string(name_of(record.state))));
  if (!record.problem.empty()) line += "  " + std::string(text(record.problem));
  if (!record.media) return line + "\n";
  const Media& media = *record.media;
  if (record.document) return line + "  " + pages_words(record.pages) + "\n";
  line +=
      "  " + std::to_string(media.size_px.width_px) + "×" + std::to_string(media.size_px.height_px);
  if (is_clip(media)) {
    const auto tenths = media.duration.count() / 100;
    line += "  " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
    line += "  " + std::string(text(media.has_sound ? "ctl.media.sound" : "ctl.media.no_sound"));
  }
  return line + "\n";
}

std::string media_lines(const MediaRecord& record) {
  const Size size = record.media.size_px;
  const std::string what =
      record.document ? pages_words(record.pages)
                      : std::to_string(size.width_px) + "×" + std::to_string(size.height_px);
  return to_hex(name_in_library(record)) + "  " + record.name + "  " + what + "  " +
         text("ctl.media.uses", {{"count", std::to_string(record.items.size())}}) + "\n";
}

Status list_library(const CommandKit& kit) {
  Json::Array array;
  std::string lines;
  for (const MediaRecord& record : TRY(kit.client().library())) {
    array.push_back(to_json(record));
    lines += media_lines(record);
  }
  Json json;
  json.set("media", std::move(array));
  kit.out << (kit.json ? json.dump() + "\n" : lines);
  return {};
}

Result<Digest> blob_of(const std::string& said) {
  const auto blob = digest_from_hex(said);
  if (!blob) return Error{Code::Invalid, said, "ctl.wrong_value"};
  return *blob;
}

}  // namespace

Result<ConversionRecord> send_file(Client& client, const CtlParts& parts, const std::string& path,
                                   MediaHint hint, bool json) {
  MediaFile file;
  file.name = std::filesystem::path(path).filename().string();
  file.hint = hint;
  file.size_bytes = TRY(parts.media.size_bytes(path));
  file.read = [&](std::int64_t offset, std::size_t size_max) {
    return parts.media.read(path, offset, size_max);
  };
  ProgressLine line(parts.err, json);
  auto sent = send_media(client, file,
                         {[&](const MediaProgress& progress) { line.show(progress); },
                          parts.media.rest, *parts.media.random, parts.clock});
  if (!sent) return in_context(file.name, sent.error());
  return sent;
}

void add_media_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts) {
  const auto id = std::make_shared<std::string>();
  auto* media = app.add_subcommand("media", "ảnh, video và tài liệu PDF")->require_subcommand(1);
  const auto show = [kit](const ConversionRecord& record) -> Status {
    kit.out << (kit.json ? to_json(record).dump() + "\n" : media_lines(record));
    return {};
  };
  auto* add = kit.command(
      *media, "add", "tải ảnh, video hoặc PDF lên; bị đứt thì chạy lại, sẽ gửi tiếp",
      [kit, &parts, id, show]() -> Status {
        return show(TRY(send_file(kit.client(), parts, *id, MediaHint::None, kit.json)));
      });
  add->add_option("file", *id)->required();
  kit.command(*media, "list", "các lần chuyển đổi, mới nhất trước", [kit]() -> Status {
    Json::Array array;
    std::string lines;
    for (const ConversionRecord& record : TRY(kit.client().conversions())) {
      array.push_back(to_json(record));
      lines += media_lines(record);
    }
    kit.out << (kit.json ? Json(std::move(array)).dump() + "\n" : lines);
    return {};
  });
  auto* one = kit.command(*media, "show", "xem một lần chuyển đổi", [kit, id, show]() -> Status {
    return show(TRY(kit.client().conversion(ConversionId{*id})));
  });
  auto* cancel = kit.command(*media, "cancel", "dừng chuyển đổi", [kit, id, show]() -> Status {
    return show(TRY(kit.client().cancel_conversion(ConversionId{*id})));
  });
  auto* library = kit.command(*media, "library", "ảnh, video và tài liệu trong kho, mới nhất trước",
                              [kit]() -> Status { return list_library(kit); });
  library->alias("kho");
  const auto name = std::make_shared<std::string>();
  auto* rename =
      kit.command(*media, "rename", "đặt tên cho ảnh, video, tài liệu trong kho; đưa trở lại kho",
                  [kit, id, name]() -> Status {
                    const Digest blob = TRY(blob_of(*id));
                    const auto record = TRY(kit.client().keep_media(blob, *name));
                    kit.out << (kit.json ? to_json(record).dump() + "\n" : media_lines(record));
                    return {};
                  });
  rename->add_option("blob", *id, "mã trong kho")->required();
  rename->add_option("name", *name, "tên")->required();
  auto* drop =
      kit.command(*media, "drop", "bỏ khỏi kho thứ chưa tin nào dùng", [kit, id]() -> Status {
        TRY(kit.client().drop_media(TRY(blob_of(*id))));
        kit.out << (kit.json ? "{}" : text("ctl.done")) << "\n";
        return {};
      });
  drop->add_option("blob", *id, "mã trong kho")->required();
  for (CLI::App* made : {one, cancel}) made->add_option("id", *id)->required();
}

}  // namespace bangtin::ctl
