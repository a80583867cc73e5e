#include "tests/fuzz/trust_targets.h"

#include "manager/client/owner_draft.h"
#include "manager/core/province_files.h"
#include "shared/base/check.h"
#include "shared/base/limits.h"
#include "shared/crypto/sealed_key.h"
#include "shared/protocol/board_order.h"
#include "shared/protocol/board_trust.h"
#include "shared/protocol/glass_picture.h"
#include "shared/trust/checks.h"
#include "shared/trust/file_name.h"
#include "shared/trust/house_sign.h"
#include "shared/trust/parse.h"
#include "shared/trust/path_pattern.h"
#include "shared/trust/signed_time.h"
#include "shared/trust/trust_client.h"
#include "tests/fakes/memory_trust_store.h"
#include "tests/fakes/sample_glass.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/signed_commune.h"
#include "tests/fakes/sim_province.h"
#include "tests/fakes/sim_repository.h"

namespace bangtin::fuzz {
namespace {

const Instant kNow = Instant(std::chrono::sys_days(std::chrono::year(2027) / 3 / 1));

SimRepository sample_repository() {
  SimRepository repo(kNow + std::chrono::hours(24));
  repo.delegate("targets", "a", {"x/*", "y?"}, true);
  repo.add_target("targets", "x", "bytes");
  repo.detail = tuf::Detail::Bytes;
  repo.publish({"a", "targets", "snapshot", "timestamp"});
  return repo;
}

constexpr std::string_view kTimeNonce = "00112233445566778899aabbccddeeff";
std::string sample_time() { return sign_time(kNow, kTimeNonce, KeyPair::from_seed({9})).value(); }
tuf::Root sample_root() {
  return first_root(KeyPair::from_seed({8}).public_key(), KeyPair::from_seed({9}).public_key(),
                    kNow);
}

/// What passes as metadata is written as metadata that says the same.
template <class Metadata>
void read_again(const tuf::Envelope& envelope, Result<Metadata> (*parse)(const Json&)) {
  const auto metadata = parse(envelope.signed_part);
  if (!metadata || !tuf::check_content(tuf::AllGuards(), *metadata)) return;
  if (!tuf::check_head(tuf::AllGuards(), metadata->head, metadata->head.type)) return;
  const Json written = tuf::to_json(*metadata);
  const auto again = parse(written);
  CHECK(again.ok() && tuf::to_json(*again) == written);
}

}  // namespace

void run_metadata(std::string_view bytes) {
  const auto envelope = tuf::parse_envelope(bytes);
  if (!envelope) return;
  const auto canonical = Json::parse(envelope->signed_part.dump());
  CHECK(canonical.ok() && canonical->dump(JsonEscapes::QuoteOnly) == envelope->signed_bytes);
  read_again(*envelope, &tuf::parse_root);
  read_again(*envelope, &tuf::parse_timestamp);
  read_again(*envelope, &tuf::parse_snapshot);
  read_again(*envelope, &tuf::parse_targets);

  // Nobody but the holder of the key says what time it is.
  static const tuf::Root kRoot = sample_root();
  const auto time = signed_time(bytes, kTimeNonce, kRoot);
  CHECK(!time.ok() || envelope->signed_bytes == tuf::parse_envelope(sample_time())->signed_bytes);

  // In place of each file: only what the keys of the pinned root signed may become trusted.
  static const SimRepository kSample = sample_repository();
  for (const char* file : {"2.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"}) {
    SimRepository repo = kSample;
    const std::string before = repo.files[file];
    repo.files[file] = bytes;
    MemoryTrustStore store;
    tuf::TrustClient client(repo, store);
    CHECK(client.pin_root(repo.files["1.root.json"]).ok());
    if (!client.refresh(kNow).ok()) continue;
    const auto same = tuf::parse_envelope(before);
    CHECK(same.ok() && same->signed_bytes == envelope->signed_bytes);
  }
}

std::vector<std::string> metadata_seeds() {
  SimRepository repo = sample_repository();
  return {repo.newest("root"),    repo.newest("timestamp"), repo.newest("snapshot"),
          repo.newest("targets"), repo.newest("a"),         R"({"signed":{},"signatures":[]})",
          sample_time()};
}

void run_board_trust(std::string_view bytes) {
  static const Manifest kManifest = sample::manifest();
  static SignedCommune commune(kManifest.selection.place);
  static const std::string kFile = commune.generation(kManifest);
  const BoardId& board = kManifest.selection.board;
  // Only what two people signed may pass: here that is the sample alone.
  const auto check = [&](std::string_view file) {
    const auto verified = verify_alone(file, commune.root(), board, kNow);
    if (verified.ok()) CHECK(verified->manifest == kManifest);
  };
  check(bytes);
  if (!tuf::parse_envelope(bytes)) return;
  const auto parts = open_generation_file(kFile);
  CHECK(parts.ok());
  for (const auto& [role, right] : parts->trust.roles) {
    TrustBundle bent = parts->trust;
    bent.roles[role] = bytes;
    check(generation_file(parts->selection, kManifest.items, bent));
  }
  TrustBundle bent = parts->trust;
  bent.roots = {std::string(bytes)};
  check(generation_file(parts->selection, kManifest.items, bent));
  // A pinned root stands for what it says itself, but for nothing of another's.
  if (const auto alone = verify_alone(kFile, bytes, board, kNow); alone.ok()) {
    CHECK(alone->manifest == kManifest);
  }
}

std::vector<std::string> board_trust_seeds() {
  SignedCommune commune(sample::manifest().selection.place);
  std::vector<std::string> seeds = {commune.generation(sample::manifest()), commune.root()};
  for (const auto& [role, bytes] : commune.bundle(sample::manifest().selection.board).roles) {
    seeds.push_back(bytes);
  }
  return seeds;
}

namespace {

const BoardId kBoard{"board-1"};
BoardOrder sample_order() {
  return {kBoard, 5, kNow + std::chrono::minutes(5), OrderKind::Volume, 40};
}

struct NoOrderGuards {
  static constexpr bool on(OrderGuard) { return false; }
};

}  // namespace

void run_order(std::string_view bytes) {
  static const OrderCourt court{sample_root(), kBoard, 4, kNow};
  const auto order = judge_order(bytes, court);
  // Nobody but the holder of the key gives orders, and he none out of range.
  static const std::string kSaid =
      tuf::parse_envelope(sign_order(sample_order(), KeyPair::from_seed({9})).value())
          ->signed_bytes;
  CHECK(!order.ok() || tuf::parse_envelope(bytes)->signed_bytes == kSaid);
  (void)judge_order(bytes, court, NoOrderGuards{});
  (void)message_from<OrderBatch>(bytes);
  if (const auto file = parse_glass_file(bytes)) {
    CHECK(file->about.number > 0 && file->png.size() <= limits::kGlassPictureBytesMax);
    const std::string written = glass_file(file->about, file->png);
    const auto again = parse_glass_file(written);
    CHECK(again.ok() && again->about == file->about && again->png == file->png);
  }
}

std::vector<std::string> order_seeds() {
  const std::string order = sign_order(sample_order(), KeyPair::from_seed({9})).value();
  return {order, to_json(OrderBatch{{order, "{}"}}).dump(),
          glass_file({7, kNow, {64, 36}}, sample::png({64, 36})), "{}\n\x89PNG"};
}

void run_path_pattern(std::string_view bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view pattern = bytes.substr(0, end);
  const std::string_view path = bytes.substr(std::min(end + 1, bytes.size()));
  const auto slashes = [](std::string_view text) { return std::ranges::count(text, '/'); };
  if (tuf::matches_pattern(pattern, path)) CHECK(slashes(pattern) == slashes(path));
  const std::string name = tuf::file_name_of(path, ".json");
  CHECK(name.find('/') == name.npos && name.find('\0') == name.npos);
  CHECK(name.size() <= limits::kEncodedNameBytesMax + 5);
  const auto url = tuf::target_url_path(path, "");
  if (url) CHECK(slashes(*url) == slashes(path) && url->find(' ') == url->npos);
}

std::vector<std::string> path_pattern_seeds() {
  return {"a/*.png\na/b.png", "[!a-c]?\ndẦ", "*\n..", "[\n[", "", "\n"};
}

void run_sealed_key(std::string_view bytes) {
  // What says whose it is was written by us as it stands: then the password alone can be wrong.
  if (const auto key = public_key_of_sealed(bytes)) {
    const auto opened = open_key(bytes, "mật khẩu");
    CHECK(opened.ok() ? opened->public_key() == *key : opened.error().code == Code::Denied);
  }
  if (const auto pair = key_from_sheet(bytes)) {
    const auto again = key_from_sheet(recovery_sheet(*pair));
    CHECK(again.ok() && again->seed() == pair->seed());
  }
}

std::vector<std::string> sealed_key_seeds() {
  SeededRandom random(1);
  const KeyPair pair = KeyPair::generate(random);
  return {seal_key(pair, "mật khẩu", random, kPasswordCostTest).value(),
          seal_key(pair, "khác", random, kPasswordCostTest).value(), recovery_sheet(pair), "{}"};
}

/// What is let in is written and let in again; a mutation seldom gets past the head's hash, so
/// the head of a file is also read as if it were right.
void run_province_bundle(std::string_view bytes) {
  const auto opened = bundle_from_file(bytes);
  if (opened.ok()) CHECK(bundle_from_file(to_file(opened->bundle).value()).ok());
  const std::string head(bytes.substr(0, bytes.find('\x01')));
  const std::string whole = "bangtin-province-1\n" + std::to_string(head.size()) + " " +
                            to_hex(sha256(head)) + "\n" + head +
                            std::string(bytes.substr(std::min(bytes.size(), head.size() + 1)));
  (void)bundle_from_file(whole);
}

std::vector<std::string> province_bundle_seeds() {
  SimProvince province(kNow);
  const std::string picture = SimProvince::picture("x");
  const ItemVersion item = province.notice("tin", "Tin", picture);
  province.sign(item);
  const std::string file = province.file({item}, {picture});
  const std::size_t head = file.find('{');
  return {file, file.substr(head, file.rfind('}') + 1 - head) + "\x01" + picture};
}

void run_owner_files(std::string_view bytes) {
  if (const auto card = card_from_file(bytes)) CHECK(card_from_file(to_file(*card)).ok());
  if (const auto owner = owner_from_file(bytes)) CHECK(owner_from_file(to_file(*owner)).ok());
  const auto draft = draft_from_file(bytes);
  if (!draft.ok()) return;
  CHECK(draft_from_file(to_file(*draft)).ok());
  (void)cosigned(*draft, KeyPair::from_seed({51}));
}

std::vector<std::string> owner_files_seeds() {
  const SimProvince province(kNow);
  const ProvinceKeys keys = province.keys();
  OwnerDraft draft;
  draft.code = province.code;
  draft.place = "place";
  tuf::Root root = first_root(Owners{keys.keys, 2}, KeyPair::from_seed({60}).public_key(), kNow);
  draft.root = tuf::publish_root(root, std::span(province.owners).first(1)).bytes;
  draft.targets = province.targets();
  return {to_file(ProvinceCard{"Sở", keys}), to_file(OwnerCard{"Giữ", keys.keys[0]}),
          to_file(draft)};
}

}  // namespace bangtin::fuzz
