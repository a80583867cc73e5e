#include "tests/player/agent/fake_office.h"

#include <algorithm>

#include "shared/base/limits.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/glass_picture.h"
#include "shared/storage/blob_store.h"
#include "shared/trust/seal.h"
#include "shared/trust/signed_time.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

HttpResponse ok(std::string body) { return {200, {}, std::move(body)}; }
HttpResponse refusal(const Error& error) {
  return {http_status_of(error.code), {}, error_body(error)};
}

std::string header_of(const HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

std::string random_bytes(Random& random, std::size_t size) {
  std::string bytes(size, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return bytes;
}

}  // namespace

FakeOffice::FakeOffice(Random& random) : key(KeyPair::generate(random)), random_(random) {
  random.fill(pin.bytes);
}

Manifest FakeOffice::compose(std::int64_t number, std::vector<std::size_t> picture_bytes) {
  Manifest manifest = sample::manifest();
  std::size_t next = 0;
  for (ItemVersion& item : manifest.items) {
    item.number = number;
    for (Media& media : item.content.media) {
      std::string bytes = random_bytes(random_, picture_bytes.at(next++ % picture_bytes.size()));
      const BlobPlan plan = plan_of(bytes);
      media.blob = plan.blob;
      media.size_bytes = plan.size_bytes;
      media.chunks = plan.chunks;
      blobs[plan.blob] = std::move(bytes);
    }
  }
  manifest.selection.board = board;
  manifest.selection.generation = number;
  manifest.selection.items.clear();
  for (const ItemVersion& item : manifest.items) {
    manifest.selection.items.push_back(hash_of(item));
    versions[hash_of(item)] = to_json(item).dump();
  }
  manifest.selection.place = place;
  generation = number;
  selection = to_json(manifest.selection).dump();
  selections[sha256(selection)] = selection;
  return manifest;
}

void FakeOffice::publish(std::int64_t number, std::vector<std::size_t> picture_bytes) {
  commune.generation(compose(number, std::move(picture_bytes)));
}

std::string FakeOffice::head_event() const {
  const std::string number = std::to_string(generation);
  return "event: head\nid: " + number + "\ndata: {\"generation\":" + number + "}\n\n";
}

HttpResponse FakeOffice::answer(const HttpRequest& request) {
  const auto from = public_key_from_hex(header_of(request, kHeaderBoardKey));
  const auto signature = signature_from_hex(header_of(request, kHeaderSignature));
  const std::string number = header_of(request, kHeaderCounter);
  const std::int64_t counter = number.empty() ? 0 : std::stoll(number);
  if (!from || !signature ||
      !verify(*from, request_text(request.method, request.target, *from, counter, request.body),
              *signature)) {
    complaints.push_back("a request without a true signature");
    return refusal({Code::Denied, "signature", "board.bad_signature"});
  }
  if (!counters_.take(counter)) {
    ++replayed;
    return refusal({Code::Conflict, "seen", "board.replayed"});
  }
  if (request.target == "/v1/health") return {200, {}, health};
  if (refuse_all) return refusal(*refuse_all);
  if (request.target.starts_with("/v1/pairings")) return answer_pairing(request, *from);
  if (from != board_key) return refusal({Code::Denied, "who", "board.unknown"});
  return answer_board(request);
}

HttpResponse FakeOffice::answer_pairing(const HttpRequest& request, const PublicKey& from) {
  if (request.method == "POST") {
    if (const auto wanted = message_from<PairingRequest>(request.body)) {
      offered_name = wanted->name.value_or("");
      offered_canvas = wanted->canvas_px;
    }
    ++offers;
    board_key = from;
    return ok(to_json(PairingOffer{"pairing-" + std::to_string(offers), "BCDFGHJK",
                                   key.public_key(), sha256(commune.root()), sample::midnight()})
                  .dump());
  }
  if (request.target != "/v1/pairings/pairing-" + std::to_string(offers)) {
    return refusal({Code::NotFound, "no such pairing", ""});
  }
  if (!accepted) {
    return ok(
        to_json(PairingAnswer{pairing_state.value_or(PairingState::Waiting), {}, {}, {}}).dump());
  }
  const std::string root = commune.root() + (answers_with_another_root ? " " : "");
  Json sealed = to_json(PairingAnswer{PairingState::Accepted, board, place, root});
  sealed.set("key", to_hex(sealed_for_another ? key.public_key() : from));
  return ok(Json().set("answer", seal(SealKind::PairingAnswer, sealed, key).value()).dump());
}

HttpResponse FakeOffice::answer_board(const HttpRequest& request) {
  const std::string& target = request.target;
  ++asked[target];
  if (target == "/v1/board/events") return ok(": hello\n\n");
  if (target == "/v1/board/plays") return take_plays(request.body);
  if (target == "/v1/board/status") {
    auto status = message_from<BoardStatus>(request.body);
    if (!status) complaints.push_back("a status that is none");
    if (status) statuses.push_back(*status);
    return ok("{}");
  }
  if (target == "/v1/board/orders" && knows_orders) return ok(to_json(OrderBatch{orders}).dump());
  if (target == "/v1/board/picture") {
    const auto file = parse_glass_file(request.body);
    if (!file) complaints.push_back("a picture that is none");
    if (refuse_pictures) return refusal(*refuse_pictures);
    if (file) pictures.push_back(file->about);
    return ok("{}");
  }
  if (target == "/v1/board/time") {
    const auto question = message_from<TimeQuestion>(request.body);
    if (!question || !is_time_nonce(question->nonce)) complaints.push_back("no question");
    const KeyPair& online = commune.repository.signers.at("timestamp").front();
    return ok(sign_time(sample::midnight(), question ? question->nonce : "", online).value());
  }
  constexpr std::string_view kVersions = "/v1/versions/";
  constexpr std::string_view kBlobs = "/v1/blobs/";
  constexpr std::string_view kSelections = "/v1/selections/";
  constexpr std::string_view kTrust = "/v1/trust/files/";
  if (target.starts_with(kVersions)) {
    const auto found = versions.find(*digest_from_hex(target.substr(kVersions.size())));
    if (found != versions.end()) return ok(found->second);
  } else if (target.starts_with(kSelections)) {
    const auto found = selections.find(*digest_from_hex(target.substr(kSelections.size())));
    if (found != selections.end()) return ok(found->second);
  } else if (target.starts_with(kTrust)) {
    const auto found = commune.repository.files.find(target.substr(kTrust.size()));
    if (found != commune.repository.files.end()) return ok(found->second);
  } else if (target.starts_with(kBlobs)) {
    return answer_blob(request, *digest_from_hex(target.substr(kBlobs.size())));
  }
  return refusal({Code::NotFound, target, ""});
}

HttpResponse FakeOffice::answer_blob(const HttpRequest& request, const Digest& hash) {
  const auto found = blobs.find(hash);
  if (found == blobs.end()) return refusal({Code::NotFound, "blob", ""});
  std::string bytes = found->second;
  if (spoil_blobs) bytes[random_.below(bytes.size())] ^= 1;
  const std::string range = header_of(request, "Range");
  if (range.empty() || !ranges) return ok(std::move(bytes));
  const auto first = static_cast<std::size_t>(std::stoll(range.substr(6)));
  if (first >= bytes.size()) return {416, {}, ""};
  const std::string size = std::to_string(bytes.size());
  return {206,
          {{"content-range", "bytes " + std::to_string(first) + "-" +
                                 std::to_string(bytes.size() - 1) + "/" + size}},
          bytes.substr(first)};
}

HttpResponse FakeOffice::take_plays(const std::string& body) {
  if (refuse_plays) return refusal(*refuse_plays);
  const auto batch = message_from<PlayBatch>(body);
  if (!batch || batch->rows.empty() || batch->rows.size() > limits::kPlayBatchRowsMax) {
    complaints.push_back("a batch that is none");
    return refusal({Code::Invalid, "batch", ""});
  }
  const Error copied{Code::Conflict, "another log or row", "board.copied_key"};
  if (play_log.empty()) play_log = batch->log;
  if (play_log != batch->log) return refusal(copied);
  auto seq = static_cast<std::size_t>(batch->first_seq);
  if (seq > plays.size() + 1) complaints.push_back("a batch with a hole before it");
  for (const PlayRecord& row : batch->rows) {
    if (seq <= plays.size()) {
      if (plays[seq - 1] != row) return refusal(copied);
    } else {
      plays.push_back(row);
    }
    ++seq;
  }
  return ok(Json().set("acknowledged", static_cast<std::int64_t>(plays.size())).dump());
}

}  // namespace bangtin
