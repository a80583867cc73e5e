#include "manager/ctl/item_options.h"

#include <algorithm>

#include "manager/core/local_time.h"
#include "manager/core/place_words.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"
#include "shared/model/web_address.h"

namespace bangtin::ctl {
namespace {

Error wrong(const std::string& flag, const std::string& value) {
  return Error{Code::Invalid, "--" + flag + ": " + value, "ctl.wrong_value"};
}

template <class Enum>
Status put_name(const std::string& flag, const std::optional<std::string>& said, Enum& out) {
  if (said && !from_name(*said, out)) return wrong(flag, *said);
  return {};
}

Status put_text(const std::string& flag, const std::optional<std::string>& said,
                std::size_t characters_max, bool lines, std::string& out) {
  if (!said) return {};
  Result<std::string> cleaned = clean_text(*said, characters_max, lines);
  if (!cleaned.ok()) return in_context("--" + flag, cleaned.error());
  out = std::move(*cleaned);
  return {};
}

Status put_time(const std::string& flag, const std::optional<std::string>& said,
                int utc_offset_minutes, Instant& out) {
  if (!said) return {};
  const auto instant = parse_local_time(*said, utc_offset_minutes);
  if (!instant) return wrong(flag, *said);
  out = *instant;
  return {};
}

/// Where residents read it, by the commune as it is now.
Status put_site(const std::optional<bool>& said, ItemContent& content, Client& client) {
  if (said && *said) {
    const CommuneRecord commune = TRY(client.commune());
    if (commune.site.empty()) return Error{Code::Conflict, "no public address", "ctl.no_site"};
    content.site = commune.site;
  }
  if ((said && !*said) || !carries_code(content.kind)) content.site.reset();
  return {};
}

/// Where it may be shown. A board is one that the office has: nobody else would ever show it.
Status put_places(const ItemOptions& options, ItemContent& content, Client& client) {
  const bool named = !options.boards.empty() || !options.communes.empty();
  if (options.every_board && named) {
    return Error{Code::Invalid, "--every-board and --board", "ctl.places_both"};
  }
  if (options.every_board) content.places = {};
  if (!named) return {};
  Places places;
  if (!options.boards.empty()) {
    const auto known = TRY(client.boards());
    for (const std::string& id : options.boards) {
      if (std::ranges::find(known, BoardId{id}, &BoardRecord::id) == known.end()) {
        return Error{Code::NotFound, "--board " + id, "ctl.unknown_board"};
      }
      places.boards.push_back(BoardId{id});
    }
  }
  places.communes = options.communes;
  content.places = in_order(std::move(places));
  return {};
}

}  // namespace

void add_options(CLI::App& command, ItemOptions& options) {
  command.add_option("--kind", options.kind, "notice | picture | ticker | video");
  command.add_option("--title", options.title, "tiêu đề");
  command.add_option("--body", options.body, "nội dung");
  command.add_option("--body-file", options.body_file, "tệp chứa nội dung (UTF-8)");
  command.add_option("--agency", options.agency, "đơn vị đăng");
  command.add_option("--document-number", options.document_number, "số/ký hiệu văn bản");
  command.add_option("--source", options.source, "nguồn tin");
  command.add_option("--category", options.category,
                     "policy | welfare | economy | security | disaster | procedure | answer | "
                     "culture | other");
  command.add_option("--language", options.language, "BCP 47, ví dụ vi");
  command.add_option("--origin", options.origin, "central | province | commune");
  command.add_option("--owner", options.owner_kind,
                     "party | state | front | union | hamlet | business");
  command.add_option("--priority", options.priority, "1 thông thường, 2 ưu tiên, 3 khẩn cấp");
  command.add_option("--from", options.valid_from, "hiệu lực từ, giờ của xã: 22/11/2026 07:00");
  command.add_option("--until", options.valid_until, "hiệu lực đến");
  command.add_option("--picture", options.pictures, "tệp ảnh (lặp lại được)");
  command.add_option("--picture-seconds", options.picture_seconds, "mỗi ảnh bao nhiêu giây");
  command.add_option("--video", options.video, "tệp video: tin thành tin video");
  command.add_option("--document", options.document, "tệp PDF: mỗi trang thành một hình của tin");
  command.add_option("--media", options.media, "mã của ảnh, video, tài liệu đã tải bằng media add");
  command.add_option("--qr", options.qr, "hiện mã QR dẫn đến trang của tin: true | false");
  command.add_option("--board", options.boards,
                     "nơi phát: chỉ màn hình có mã này được chiếu (lặp lại được)");
  command.add_option("--commune", options.communes,
                     "nơi phát: mọi màn hình của xã có mã này (tin của tỉnh)");
  command.add_flag("--every-board", options.every_board, "nơi phát: mọi màn hình");
  command.add_flag("--no-pictures", options.no_pictures, "bỏ các ảnh đang có");
}

Status put_into(ItemContent& content, const ItemOptions& options, int utc_offset_minutes,
                const FileWays& files, Client& client) {
  using namespace limits;
  std::optional<std::string> body = options.body;
  if (options.body_file) body = TRY(files.read(*options.body_file));
  TRY(put_name("kind", options.kind, content.kind));
  TRY(put_text("title", options.title, kTitleCharactersMax, false, content.title));
  TRY(put_text("body", body, kBodyCharactersMax, true, content.body));
  TRY(put_text("agency", options.agency, kShortTextCharactersMax, false, content.agency));
  TRY(put_text("document-number", options.document_number, kShortTextCharactersMax, false,
               content.document_number));
  TRY(put_text("source", options.source, kShortTextCharactersMax, false, content.source));
  TRY(put_name("category", options.category, content.category));
  if (options.language) content.language = *options.language;
  TRY(put_name("origin", options.origin, content.origin));
  TRY(put_name("owner", options.owner_kind, content.owner_kind));
  if (options.priority) content.priority = *options.priority;
  TRY(put_time("from", options.valid_from, utc_offset_minutes, content.valid_from));
  TRY(put_time("until", options.valid_until, utc_offset_minutes, content.valid_until));
  if (options.no_pictures) content.media.clear();
  for (const std::string& path : options.pictures) {
    TRY(add_media(content, TRY(files.send(path, MediaHint::OnlyPicture))));
  }
  for (const std::string& id : options.media) {
    TRY(add_media(content, TRY(client.conversion(ConversionId{id}))));
  }
  if (options.video) TRY(add_media(content, TRY(files.send(*options.video, MediaHint::None))));
  if (options.document)
    TRY(add_media(content, TRY(files.send(*options.document, MediaHint::None))));
  // After a document, which asks for more than is usual.
  if (options.picture_seconds) content.picture_duration = Seconds(*options.picture_seconds);
  TRY(put_places(options, content, client));
  return put_site(options.qr, content, client);
}

Result<std::vector<BoardRecord>> boards_for(const ItemContent& content, Client& client) {
  if (content.places.boards.empty()) return std::vector<BoardRecord>();
  return client.boards();
}

}  // namespace bangtin::ctl
