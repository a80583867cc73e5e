#include "tests/sim/sim_office.h"

#include <algorithm>

#include "manager/core/place_words.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/request_signature.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin::sim {
namespace {

Person person(const std::string& login, Role role) {
  return {PersonId{"p-" + login}, login, login, {role}, false};
}

/// One page whatever the zone: page breaks are compose's matter, not the simulator's.
std::vector<Page> pages_of(const ItemContent& content) {
  std::vector<Page> pages;
  const Millis duration = content.kind == ItemKind::Ticker ? Millis(9'000) : Millis(6'000);
  if (content.kind != ItemKind::Picture) {
    pages.push_back({0, static_cast<int>(content.body.size()), 30, Page::kNoMedia, duration});
  }
  for (std::size_t i = 0; i < content.media.size(); ++i) {
    pages.push_back({0, 0, 0, static_cast<int>(i), Millis(content.picture_duration)});
  }
  return pages;
}

/// A stream that the server holds open on a board's line.
class LineSink final : public StreamSink {
 public:
  explicit LineSink(SimTransport& line) : line_(line) {}
  void send(std::string bytes) override { line_.push(bytes); }
  void close() override {}

 private:
  SimTransport& line_;
};

template <class T>
const T* any_of(const std::vector<T>& from, Random& random) {
  return from.empty() ? nullptr : &from[static_cast<std::size_t>(random.below(from.size()))];
}

}  // namespace

SimOffice::SimOffice(Random& random, Instant now)
    : random_(random),
      folder_(TempFolder::memory()),
      disk_(random),
      blobs_(disk_, "blobs"),
      seal_key_(KeyPair::generate(random)),
      editor_(person("lan", Role::Editor)),
      approver_(person("duc", Role::Approver)),
      technician_(person("huy", Role::Technician)) {
  random.fill(tls_pin_.bytes);
  Result<std::unique_ptr<Db>> db = open_sqlite(folder_.file("office.sqlite"));
  CHECK(db.ok());
  db_ = std::move(*db);
  CHECK(Office::prepare(*db_).ok());
  make_parts();
  CHECK(office_
            ->set_commune(person("quantri", Role::Administrator),
                          {"31108", "91", "Tân Hưng", "UBND xã Tân Hưng", 420}, now)
            .ok());
  OfficeSigners::begin(*office_, person("quantri", Role::Administrator), {editor_}, {approver_},
                       now);
}

void SimOffice::make_parts() {
  push_.reset();
  api_.reset();
  office_ =
      std::make_unique<Office>(OfficeParts{*db_, blobs_, seal_key_, random_, kPasswordCostTest});
  api_ = std::make_unique<Api>(ApiParts{*office_, blobs_, hub_,
                                        [](std::string_view) -> Result<NormalPicture> {
                                          return Error{Code::Unsupported, "not simulated", ""};
                                        },
                                        "sim"});
  const Result<std::int64_t> last = office_->last_event();
  CHECK(last.ok());
  push_ = std::make_unique<Push>(*office_, hub_, *last);
}

void SimOffice::restart() {
  for (const BoardId& board : boards_) hub_.drop(board);
  make_parts();
}

void SimOffice::push() {
  if (!push_->step().ok()) complaints.push_back("the server could not read its own events");
}

Result<Media> SimOffice::store_picture(Instant now) {
  std::string bytes(static_cast<std::size_t>(between(random_, 1, 300'000)), '\0');
  SeededRandom noise(random_.below(1u << 30));
  noise.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  const BlobPlan plan = plan_of(bytes);
  TRY(blobs_.put(bytes));
  return office_->add_media(
      editor_, {plan.blob, plan.size_bytes, plan.chunks, "image/jpeg", {640, 360}}, now);
}

ItemContent SimOffice::content(Instant now) {
  ItemContent made;
  made.kind = chance(random_, 20)   ? ItemKind::Ticker
              : chance(random_, 30) ? ItemKind::Picture
                                    : ItemKind::Notice;
  made.title = "Tin số " + std::to_string(random_.below(1'000'000));
  if (made.kind != ItemKind::Picture) made.body = "Mời bà con theo dõi " + made.title;
  made.agency = "UBND xã Tân Hưng";
  made.commune_code = "31108";
  made.province_code = "91";
  made.picture_duration = Seconds(5);
  if (chance(random_, 10)) made.priority = kPriorityUrgent;
  if (chance(random_, 25)) {
    for (const BoardId& board : boards_) {
      if (chance(random_, 50)) made.places.boards.push_back(board);
    }
    made.places = in_order(std::move(made.places));
  }
  made.valid_from = now + Seconds(between(random_, -600, chance(random_, 25) ? 60 : -1));
  const Seconds length(between(random_, 20, chance(random_, 40) ? 120 : 100'000));
  made.valid_until = std::max(made.valid_from, now) + length;
  if (made.kind == ItemKind::Picture || (made.kind == ItemKind::Notice && chance(random_, 20))) {
    const Result<Media> media = store_picture(now);
    if (media.ok()) made.media.push_back(*media);
  }
  return made;
}

void SimOffice::write_item(Instant now) {
  const ItemContent made = content(now);
  const Result<ItemRecord> record = office_->add_item(editor_, made, now);
  if (!record.ok()) return complaints.push_back("add_item: " + record.error().message);
  ItemVersion version{record->id, 1, editor_.login, now, record->content, {}};
  const Result<std::vector<ZoneKind>> zones = office_->zones();
  if (!zones.ok()) return complaints.push_back("zones: " + zones.error().message);
  for (const ZoneKind& zone : *zones) {
    if (!concerns(zone.role, made.kind)) continue;
    version.paginations.push_back({zone.size_px, pages_of(made)});
  }
  std::sort(version.paginations.begin(), version.paginations.end(),
            [](const Pagination& a, const Pagination& b) { return a.zone_px < b.zone_px; });
  const std::string list =
      OfficeSigners::next(*office_, KeyClass::Compose, version, editor_.login, now);
  const Result<ItemRecord> handed = office_->submit_item(editor_, record->id, version, list, now);
  if (!handed.ok()) return complaints.push_back("submit_item: " + handed.error().message);
  submitted_.push_back(record->id);
}

void SimOffice::approve_item(Instant now) {
  const ItemId* id = any_of(submitted_, random_);
  if (id == nullptr) return;
  const Result<ItemRecord> record = office_->item(*id);
  if (!record.ok() || !record->submitted) return complaints.push_back("no submitted version");
  const auto checks = checks_for(record->content);
  const Digest& version = *record->submitted;
  const auto approved_by = [&](const Person& who) {
    const std::string list =
        OfficeSigners::next(*office_, KeyClass::Approve, version, who.login, now);
    return office_->approve_item(who, *id, version, checks, list, now);
  };
  if (approved_by(editor_).ok()) complaints.push_back("an author approved his own item");
  const Result<ItemRecord> done = approved_by(approver_);
  if (record->content.valid_until <= now) {
    if (done.ok()) complaints.push_back("an item that is over was approved");
    std::erase(submitted_, ItemId(*id));
    return;
  }
  if (!done.ok()) return complaints.push_back("approve_item: " + done.error().message);
  const ItemContent& content = record->content;
  approved_[*record->submitted] = {content.valid_from, content.valid_until, is_urgent(content),
                                   content.places};
  approved_items_.push_back(*id);
  std::erase(submitted_, ItemId(*id));
}

void SimOffice::withdraw_item(Instant now) {
  const ItemId* id = any_of(approved_items_, random_);
  if (id == nullptr) return;
  const Result<ItemRecord> before = office_->item(*id);
  const Result<WithdrawnItem> done = office_->withdraw_item(editor_, *id, "thôi", now);
  if (!done.ok()) return complaints.push_back("withdraw_item: " + done.error().message);
  CHECK(before.ok() && before->approved.has_value());
  auto& from = recalled_[*before->approved];
  for (const BoardId& board : boards_) {
    const auto chosen = office_->selection_of(board, now);
    if (chosen.ok()) from[board] = chosen->generation;
  }
  recalled_items_.push_back(*id);
  std::erase(approved_items_, recalled_items_.back());
}

std::optional<std::int64_t> SimOffice::recalled_from(const Digest& version,
                                                     const BoardId& board) const {
  const auto recalled = recalled_.find(version);
  if (recalled == recalled_.end()) return std::nullopt;
  const auto from = recalled->second.find(board);
  return from == recalled->second.end() ? 0 : from->second;
}

void SimOffice::bring_recalled_back(Instant now) {
  CHECK(db_->run("UPDATE item SET state = 'approved', approved = submitted WHERE state = "
                 "'withdrawn'")
            .ok());
  constexpr std::size_t kItemsMax = 8;
  const std::size_t first = recalled_items_.size() - std::min(kItemsMax, recalled_items_.size());
  std::vector<PlaylistRecord> all = office_->playlists().value();
  for (PlaylistRecord& playlist : all) {
    playlist.items.assign(recalled_items_.begin() + std::ptrdiff_t(first), recalled_items_.end());
    playlist.boards = boards_;
    (void)office_->save_playlist(editor_, playlist, now).value();
    (void)office_->publish(editor_, playlist.id, now).value();
  }
  note_selections(now);
}

void SimOffice::arrange_playlist(Instant now) {
  PlaylistRecord playlist;
  if (playlists_.size() >= 2) {
    const PlaylistId* id = any_of(playlists_, random_);
    const Result<std::vector<PlaylistRecord>> all = office_->playlists();
    if (!all.ok()) return complaints.push_back("playlists: " + all.error().message);
    for (const PlaylistRecord& each : *all) {
      if (each.id == *id) playlist = each;
    }
  }
  playlist.name = "Bản tin";
  playlist.items.clear();
  for (const ItemId& id : approved_items_) {
    if (chance(random_, 60) && playlist.items.size() < 8) playlist.items.push_back(id);
  }
  playlist.boards.clear();
  for (const BoardId& board : boards_) {
    if (chance(random_, 80)) playlist.boards.push_back(board);
  }
  if (playlist.items.empty() || playlist.boards.empty()) return;
  const Result<PlaylistRecord> saved = office_->save_playlist(editor_, playlist, now);
  if (!saved.ok()) return complaints.push_back("save_playlist: " + saved.error().message);
  if (playlist.id.empty()) playlists_.push_back(saved->id);
  const auto published = office_->publish(editor_, saved->id, now);
  if (!published.ok()) complaints.push_back("publish: " + published.error().message);
}

void SimOffice::act(Instant now) {
  switch (random_.below(8)) {
    case 0:
    case 1:
      write_item(now);
      break;
    case 2:
    case 3:
      approve_item(now);
      break;
    case 4:
      withdraw_item(now);
      break;
    default:
      arrange_playlist(now);
      break;
  }
  note_selections(now);
}

void SimOffice::note_selections(Instant now) {
  for (const BoardId& board : boards_) {
    const auto chosen = office_->selection_of(board, now);
    if (!chosen.ok()) continue;
    const Digest hash = sha256(chosen->bytes);
    std::vector<Digest>& made = selections_[board];
    if (!made.empty() && made.back() == hash) continue;
    made.push_back(hash);
    for (const auto& [version, from] : recalled_) {
      if (chosen->bytes.find(to_hex(version)) == std::string::npos) continue;
      complaints.push_back("WRONG: a recalled item was selected again");
    }
    for (const auto& [version, approved] : approved_) {
      if (names_board(approved.places, board, "31108")) continue;
      if (chosen->bytes.find(to_hex(version)) == std::string::npos) continue;
      complaints.push_back("WRONG: an item was selected for a board outside its places");
    }
  }
}

bool SimOffice::accept(const PairingCard& card, Instant now) {
  const Result<PairingView> view = office_->view_pairing(technician_, card.code, now);
  if (!view.ok()) return false;
  const auto trust = office_->trust_state();
  CHECK(trust.ok());
  const Digest words =
      pairing_fingerprint(view->key, seal_key_.public_key(), tls_pin_, sha256(trust->root));
  if (fingerprint_words(words) != card.words)
    complaints.push_back("the words differ without a man between");
  const Result<BoardRecord> board = office_->accept_pairing(technician_, card.code, "Bảng", now);
  if (!board.ok()) return false;
  if (std::find(boards_.begin(), boards_.end(), board->id) == boards_.end()) {
    boards_.push_back(board->id);
  }
  note_selections(now);
  return true;
}

Result<HttpResponse> SimOffice::handle(const HttpRequest& request, const std::string& peer,
                                       SimTransport& transport, Instant now) {
  Request asked;
  asked.method = request.method;
  asked.target = request.target;
  asked.body = request.body;
  asked.peer = peer;
  TRY(split_target(request.target, asked));
  for (const auto& [name, value] : request.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    asked.headers.emplace_back(lower, value);
  }
  Response response = api_->handle(asked, now);
  HttpResponse answer;
  answer.status = response.status;
  for (const auto& [name, value] : response.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers[lower] = value;
  }
  answer.body = std::move(response.body);
  if (response.file) {
    answer.body = TRY(disk_.read(response.file->path.string(), response.file->offset_bytes,
                                 static_cast<std::size_t>(response.file->size_bytes)));
  }
  if (response.stream) {
    answer.body = response.stream->first;
    hub_.open(response.stream->board, peer, response.stream->seq,
              std::make_shared<LineSink>(transport));
  }
  push();
  return answer;
}

}  // namespace bangtin::sim
