#include "manager/ctl/review_commands.h"

#include <algorithm>
#include <memory>

#include "manager/core/local_time.h"
#include "manager/core/place_words.h"
#include "manager/core/review.h"
#include "manager/ctl/drawn_pages.h"
#include "manager/ctl/history_commands.h"
#include "manager/ctl/item_options.h"
#include "manager/ctl/key_commands.h"
#include "manager/ctl/print.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"

namespace bangtin::ctl {
namespace {

/// A board for pictures where none is named.
constexpr Size kUsualCanvas{1920, 1080};

struct ReviewTold {
  std::string item, version, reason, pictures, board;
  std::vector<std::string> checked;
};

/// Everything in it that people will read, and its name.
std::string lines_of(const ItemVersion& version, const std::vector<BoardRecord>& boards,
                     int utc_offset_minutes) {
  const ItemContent& content = version.content;
  std::string lines = text("ctl.review.hash", {{"hash", to_hex(hash_of(version))}}) + "\n\n";
  lines += content.title + "\n";
  if (!content.body.empty()) lines += content.body + "\n";
  for (const Story& story : content.stories)
    lines += "- " + story.title + "\n  " + story.lead + "\n";
  lines += "\n";
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) lines += std::string(text(key)) + ": " + value + "\n";
  };
  add("ctl.review.agency", content.agency);
  add("ctl.review.document", content.document_number);
  add("ctl.review.source", content.source);
  add("ctl.review.dates", local_time_text(content.valid_from, utc_offset_minutes) + " – " +
                              local_time_text(content.valid_until, utc_offset_minutes));
  add("place.title", places_words(content.places, boards));
  add("ctl.review.author", version.author);
  if (!content.media.empty()) add("ctl.review.media", std::to_string(content.media.size()));
  return lines + "\n";
}

/// The first of `wanted` that this office has: a province names its own boards too, and a board may
/// be gone. Null: it has none of them.
const BoardRecord* first_known(const std::vector<BoardId>& wanted,
                               const std::vector<BoardRecord>& boards) {
  for (const BoardId& id : wanted) {
    const auto board = std::ranges::find(boards, id, &BoardRecord::id);
    if (board != boards.end()) return &*board;
  }
  return nullptr;
}

class ReviewCommands {
 public:
  ReviewCommands(const CommandKit& kit, const CtlParts& parts) : kit_(kit), parts_(parts) {}

  Status review() {
    const ItemId id{told.item};
    const Digest hash = TRY(told.version.empty() ? waiting_version(id) : named_version());
    const ItemVersion version = TRY(kit_.client().version(hash));
    if (version.id != id) {
      return Error{Code::Corrupt, "the version is another item's", "item.version_id"};
    }
    const CommuneRecord commune = TRY(kit_.client().commune());
    if (!told.pictures.empty()) TRY(draw(version, commune));
    if (kit_.json) {
      Json json = json_of(ReviewOf{version.content});
      json.set("content", to_json(version.content)).set("version", to_hex(hash));
      kit_.out << json.dump() << "\n";
    } else {
      const auto boards = TRY(boards_for(version.content, kit_.client()));
      kit_.out << lines_of(version, boards, commune.utc_offset_minutes)
               << review_lines(version.content);
    }
    return {};
  }

  /// Only what has a name of its own, which review() gave: the server chooses nothing.
  Status approve() {
    const Digest version = TRY(named_version());
    const auto checks = TRY(checked());
    TRY(check_pictures(TRY(kit_.client().version(version)).content.media));
    const SigningPerson signer = TRY(ask_signer(kit_.client(), parts_));
    return show(TRY(kit_.client().approve_item(ItemId{told.item}, version, checks, signer,
                                               parts_.clock.wall())));
  }

  Status send_back() {
    const ItemId id{told.item};
    const Digest version = TRY(told.version.empty() ? waiting_version(id) : named_version());
    return show(TRY(kit_.client().return_item(id, version, told.reason)));
  }

  ReviewTold told;

 private:
  Result<Digest> named_version() const {
    const auto digest = digest_from_hex(told.version);
    if (!digest) return Error{Code::Invalid, "--version", "ctl.wrong_value"};
    return *digest;
  }
  Result<Digest> waiting_version(const ItemId& id) {
    const ItemRecord record = TRY(kit_.client().item(id));
    if (!record.submitted) return Error{Code::Conflict, "nothing submitted", "ctl.not_submitted"};
    return *record.submitted;
  }
  /// Nobody approves what cannot be seen: each picture is there, and is what its hash says.
  Status check_pictures(const std::vector<Media>& media) {
    std::size_t number = 0;
    for (const Media& one : media) {
      if (is_clip(one)) continue;
      ++number;
      const auto bytes = kit_.client().blob(one.blob);
      if (bytes.ok()) continue;
      if (bytes.error().code == Code::Unavailable) return bytes.error();
      return Error{bytes.error().code,
                   "picture " + std::to_string(number) + ": " + bytes.error().message,
                   "ctl.picture_unseen"};
    }
    return {};
  }
  Result<std::vector<ReviewCheck>> checked() const {
    std::vector<ReviewCheck> checks;
    for (const std::string& name : told.checked) {
      if (name == "all") {
        checks = all_checks();
      } else if (!from_name(name, checks.emplace_back())) {
        return Error{Code::Invalid, "--checked: " + name, "ctl.wrong_value"};
      }
    }
    return checks;
  }

  Status draw(const ItemVersion& version, const CommuneRecord& commune) {
    BoardFacts facts{BoardId{"review"},
                     kUsualCanvas,
                     commune.utc_offset_minutes,
                     {commune.code, commune.province_code, commune.agency}};
    const std::vector<BoardId>& places = version.content.places.boards;
    if (!told.board.empty() || !places.empty()) {
      // Without being told: one of those that will show it.
      const auto boards = TRY(kit_.client().boards());
      const BoardRecord* board =
          first_known(told.board.empty() ? places : std::vector{BoardId{told.board}}, boards);
      if (board == nullptr && !told.board.empty()) {
        return Error{Code::NotFound, "board " + told.board, "board.unknown"};
      }
      if (board != nullptr) {
        facts.board = board->id;
        facts.canvas_px = board->canvas_px;
      }
    }
    return draw_pages(kit_.client(), parts_, facts, version, version.content.valid_from,
                      told.pictures);
  }

  Status show(const ItemRecord& item) {
    if (kit_.json) {
      kit_.out << to_json(item).dump() << "\n";
      return {};
    }
    kit_.out << ctl::lines_of(item, TRY(utc_offset(kit_.client()))) << warning_lines(item.content);
    return {};
  }

  const CommandKit kit_;
  const CtlParts& parts_;
};

}  // namespace

void add_review_commands(CLI::App& item, const CommandKit& kit, const CtlParts& parts) {
  const auto run = std::make_shared<ReviewCommands>(kit, parts);
  const auto with_id = [run](CLI::App* command) {
    command->add_option("id", run->told.item)->required();
    return command;
  };
  auto* review = with_id(
      kit.command(item, "review",
                  "cho xem bản chờ duyệt: mã băm, toàn văn, những mục phải soát và chỗ cần để ý",
                  [run] { return run->review(); }));
  review->add_option("--version", run->told.version, "một bản khác, theo mã băm");
  review->add_option("--pictures", run->told.pictures, "ghi ảnh từng trang vào thư mục này");
  review->add_option("--board", run->told.board, "vẽ như trên màn hình này");
  auto* approve = with_id(kit.command(item, "approve", "duyệt và ký đúng bản đã xem",
                                      [run] { return run->approve(); }));
  approve->add_option("--version", run->told.version, "mã băm mà `item review` đã in ra")
      ->required();
  approve
      ->add_option("--checked", run->told.checked,
                   "những mục đã soát: source, dates, names, maps, personal_data; hoặc all")
      ->delimiter(',');
  auto* send_back =
      with_id(kit.command(item, "return", "trả lại", [run] { return run->send_back(); }));
  send_back->add_option("--reason", run->told.reason, "lý do")->required();
  send_back->add_option("--version", run->told.version, "mã băm của bản trả lại");
  add_history_commands(item, kit, parts);
}

}  // namespace bangtin::ctl
