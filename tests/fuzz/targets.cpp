#include "tests/fuzz/targets.h"

#include "manager/core/local_time.h"
#include "manager/server/html.h"
#include "manager/server/http.h"
#include "manager/server/resident_pages.h"
#include "manager/server/web_form.h"
#include "manager/store/office.h"
#include "player/verify/board_folder.h"
#include "shared/base/config.h"
#include "shared/base/feedback_limits.h"
#include "shared/base/json.h"
#include "shared/model/resolve.h"
#include "shared/model/text.h"
#include "shared/model/validate.h"
#include "shared/net/sse_parser.h"
#include "shared/protocol/content_json.h"
#include "shared/protocol/media_messages.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/request_signature.h"
#include "shared/trust/seal.h"
#include "tests/fakes/random_manifest.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/signed_commune.h"
#include "tests/fuzz/clip_targets.h"
#include "tests/fuzz/edit_targets.h"
#include "tests/fuzz/journal_targets.h"
#include "tests/fuzz/map_targets.h"
#include "tests/fuzz/news_targets.h"
#include "tests/fuzz/pairing_targets.h"
#include "tests/fuzz/schedule_targets.h"
#include "tests/fuzz/trust_targets.h"

namespace bangtin::fuzz {
namespace {

KeyPair key() { return KeyPair::from_seed({1, 2, 3}); }

void run_json(std::string_view bytes) {
  const Result<Json> json = Json::parse(bytes);
  if (!json.ok()) return;
  const std::string canonical = json->dump();
  const Result<Json> again = Json::parse(canonical);
  CHECK(again.ok() && *again == *json && again->dump() == canonical);
}

std::vector<std::string> json_seeds() {
  return {R"({"a":[1,-2,true,null,"ẨM Ỹ\u00e2\n"],"b":{}})",
          "[[[[[[]]]]]]",
          R"({"a":1,"a":2})",
          "1e3",
          "\"\\ud800\"",
          "9223372036854775807",
          " 0 "};
}

void run_item_version(std::string_view bytes) {
  const Result<Json> json = Json::parse(bytes);
  if (!json.ok()) return;
  const Result<ItemVersion> version = item_version_from_json(*json);
  if (!version.ok()) return;
  CHECK(item_version_from_json(to_json(*version)).ok());
  (void)validate(*version);
  (void)pagination_for(*version, Size{1920, 864});
}

std::vector<std::string> item_version_seeds() {
  return {to_json(sample::notice()).dump(), to_json(sample::picture()).dump(),
          to_json(sample::ticker()).dump()};
}

std::string sample_generation() {
  return SignedCommune(sample::manifest().selection.place).generation(sample::manifest());
}

void run_generation(std::string_view bytes) {
  const Result<Manifest> manifest = manifest_of(bytes);
  if (!manifest.ok()) return;
  const Instant now = sample::midnight() + std::chrono::hours(1);
  const Resolved resolved = resolve(*manifest, now);
  CHECK(resolved.valid_until > now && resolved.valid_until <= now + kResolveHorizon);
}

std::vector<std::string> generation_seeds() { return {sample_generation()}; }

void run_envelope(std::string_view bytes) {
  const Result<Json> opened = open(SealKind::PairingAnswer, bytes, key().public_key());
  if (opened.ok()) CHECK(*opened == to_json(sample::manifest().selection));
}

std::vector<std::string> envelope_seeds() {
  return {seal(SealKind::PairingAnswer, to_json(sample::manifest().selection), key()).value()};
}

template <class Message>
void run_message(const Json& json) {
  Message message;
  if (!from_json(json, message).ok()) return;
  Message again;
  CHECK(from_json(to_json(message), again).ok());
}

void run_messages(std::string_view bytes) {
  const Result<Json> json = Json::parse(bytes);
  if (!json.ok()) return;
  run_message<Person>(*json);
  run_message<Session>(*json);
  run_message<ItemRecord>(*json);
  run_message<PlaylistRecord>(*json);
  run_message<Delivery>(*json);
  run_message<BoardRecord>(*json);
  run_message<BoardStatus>(*json);
  run_message<PairingRequest>(*json);
  run_message<PairingOffer>(*json);
  run_message<PairingAnswer>(*json);
  run_message<PairingView>(*json);
  run_message<PlayBatch>(*json);
  run_message<PlayReportRow>(*json);
  run_message<BoardPin>(*json);
  run_message<PairingCard>(*json);
  run_message<ShownFile>(*json);
  run_message<UploadRequest>(*json);
  run_message<UploadRecord>(*json);
  run_message<ConversionRecord>(*json);
  (void)error_from_body(bytes, 400);
}

std::vector<std::string> message_seeds() {
  PlayBatch batch{"log-1", 7, {{ItemId{"tin-1"}, Digest{}, sample::midnight(), Millis(9000), 1}}};
  PairingCard card{"BCDFGHJK", {"sông", "núi"}, "https://127.0.0.1:8443", ""};
  return {to_json(batch).dump(),          to_json(card).dump(),
          to_json(PairingOffer{}).dump(), to_json(PlaylistRecord{}).dump(),
          to_json(BoardPin{}).dump(),     error_body(Error{Code::Conflict, "x", "item.changed"})};
}

void run_pairing(std::string_view bytes) {
  const std::string code = canonical_pairing_code(bytes);
  CHECK(code.empty() || (code.size() == 8 && canonical_pairing_code(code) == code));
  const std::string lines(bytes);
  (void)public_key_from_hex(lines);
  (void)signature_from_hex(lines);
  (void)digest_from_hex(lines);
}

std::vector<std::string> pairing_seeds() {
  return {"BCDF-GHJK", "bcdf ghjk", "BCDFGHJKL", std::string(64, 'a'), std::string(128, '0')};
}

void run_text(std::string_view bytes) {
  const Result<std::string> clean = clean_text(bytes, 1'000, true);
  if (clean.ok()) {
    const Result<std::string> again = clean_text(*clean, 1'000, true);
    CHECK(again.ok() && *again == *clean);
  }
  const std::string composed = to_nfc(bytes);
  CHECK(to_nfc(composed) == composed);
  (void)fold_for_search(bytes);
}

std::vector<std::string> text_seeds() {
  return {"Kính mời bà con ẨM Ỹ Ẳ Ỗ Ễ Ự",
          "a\xcc\x82\xcc\x81",
          "\xef\xbb\xbf x",
          "\xe2\x80\xae abc",
          "ភាសាខ្មែរ",
          std::string("a\0b", 3),
          "\xff\xfe",
          "dòng một\r\n\r\n  dòng hai  \n"};
}

void run_events(std::string_view bytes) {
  SseParser whole;
  const auto all = whole.feed(bytes);
  // However the bytes are cut, the events are the same.
  SseParser pieces;
  std::size_t count = 0;
  for (const char byte : bytes) {
    const auto some = pieces.feed(std::string_view(&byte, 1));
    if (!some.ok()) break;
    count += some->size();
  }
  if (all.ok()) CHECK(count == all->size());
}

std::vector<std::string> event_seeds() {
  return {head_event(7, 3), ": ping\n\n",
          "event: head\r\nid: 1\r\ndata: {\"generation\": 2}\r\n\r\n", "data: a\ndata: b\n\n\n",
          "id\nretry: 10\n\n"};
}

void run_target(std::string_view bytes) {
  Request request;
  if (!split_target(bytes, request).ok()) return;
  CHECK(!request.path.empty() && request.path[0] == '/');
  CHECK(request.path.find("/../") == std::string::npos);
  CHECK(request.path.find('\0') == std::string::npos);
}

std::vector<std::string> target_seeds() {
  return {"/v1/items/tin-1?x=%C4%83&y=2",
          "/v1/blobs/%2e%2e/%2e%2e/x",
          "//",
          "/a%00b",
          "/%zz",
          "/?&&=",
          "/v1/reports/plays?from=2026-11-22&to=2026-11-23"};
}

void run_range(std::string_view bytes) {
  for (const std::int64_t size : {std::int64_t(0), std::int64_t(1), std::int64_t(5'000'000'000)}) {
    const ByteRange range = range_of(bytes, size);
    if (range.kind != ByteRange::Kind::Part) continue;
    CHECK(range.offset_bytes >= 0 && range.size_bytes > 0);
    CHECK(range.size_bytes <= size - range.offset_bytes);
  }
}

std::vector<std::string> range_seeds() {
  return {"bytes=0-",  "bytes=5-9",     "bytes=-7",
          "bytes=9-5", "bytes=0-0,2-3", "bytes=18446744073709551615-"};
}

void run_web_form(std::string_view bytes) {
  CHECK(cookie_of(bytes, "reason").size() <= bytes.size());
  const auto form = WebForm::parse(bytes);
  if (!form) return;
  const std::string reason = form->text("reason");
  CHECK(to_nfc(reason) == reason);
  CHECK(html_escaped(reason).find_first_of("<>\"'") == std::string::npos);
}

std::vector<std::string> web_form_seeds() {
  return {"form_token=ab&version=cd&reason=Sai+ng%C3%A0y%0D%0A%3Cscript%3E",
          "reason=e%CC%82%CC%81&reason=%FF",
          "reason=%00",
          "reason",
          "&&=&reason==",
          "a=1; reason=xyz;reason=\"'<>"};
}

/// What a resident sends, and the page that it comes back on.
void run_feedback(std::string_view bytes) {
  const auto form = WebForm::parse(bytes);
  if (!form) return;
  const std::string words = form->text("words");
  const std::string contact = form->text("contact");
  const bool taken = Office::check_feedback(words, contact).ok();
  CHECK(!taken || character_count(words) <= limits::kFeedbackCharactersMax);
  const resident::PageView view{ItemId{"t1"}, {}, {}, "", "", 420};
  const std::string page = resident::item_page(view, {words, contact, words});
  const std::string plain = resident::item_page(view, {"", "", "x"});
  // Nothing that was sent becomes a tag.
  CHECK(std::count(page.begin(), page.end(), '<') == std::count(plain.begin(), plain.end(), '<') ||
        words.empty());
}

std::vector<std::string> feedback_seeds() {
  return {"words=%C4%90%C3%A8n+h%E1%BB%8Fng&contact=0912+345+678&website=",
          "words=%3Cscript%3E%FF%E2%80%AE&contact=%22%3E", "words=&contact=", "website=x&words=y",
          "words=%00"};
}

void run_times(std::string_view bytes) {
  if (const auto instant = from_iso8601(bytes)) {
    CHECK(from_iso8601(to_iso8601(*instant)) == instant);
  }
  (void)parse_local_time(bytes, 420);
  const std::vector<Setting> known = {{"listen", "", ""}, {"data", "", ""}};
  (void)merge_settings(known, bytes, [](const std::string&) { return nullptr; }, {});
}

std::vector<std::string> time_seeds() {
  return {"2026-11-22T05:06:07.008Z",
          "2026-11-22T12:06:07+07:00",
          "22/11/2026 17:00",
          "9999-12-31",
          "listen = 127.0.0.1:8443\n# x\n",
          "listen"};
}

constexpr Target kTargets[] = {
    {"board_trust", run_board_trust, board_trust_seeds},
    {"clip", run_clip, clip_seeds},
    {"clip_messages", run_clip_messages, clip_message_seeds},
    {"commune_map", run_commune_map, commune_map_seeds},
    {"edit", run_edit, edit_seeds},
    {"envelope", run_envelope, envelope_seeds},
    {"events", run_events, event_seeds},
    {"feed", run_feed, feed_seeds},
    {"feed_job", run_feed_job, feed_job_seeds},
    {"article", run_article, article_seeds},
    {"article_job", run_article_job, article_job_seeds},
    {"pasted_link", run_pasted_link, pasted_link_seeds},
    {"feedback", run_feedback, feedback_seeds},
    {"generation", run_generation, generation_seeds},
    {"geojson", run_geojson, geojson_seeds},
    {"item_version", run_item_version, item_version_seeds},
    {"journal", run_journal, journal_seeds},
    {"json", run_json, json_seeds},
    {"messages", run_messages, message_seeds},
    {"metadata", run_metadata, metadata_seeds},
    {"order", run_order, order_seeds},
    {"owner_files", run_owner_files, owner_files_seeds},
    {"pairing", run_pairing, pairing_seeds},
    {"pairing_board", run_pairing_board, pairing_board_seeds, 500},
    {"pairing_office", run_pairing_office, pairing_office_seeds, 100},
    {"path_pattern", run_path_pattern, path_pattern_seeds},
    {"position", run_position, position_seeds},
    {"province_bundle", run_province_bundle, province_bundle_seeds},
    {"range", run_range, range_seeds},
    {"schedule", run_schedule, schedule_seeds},
    {"schedule_words", run_schedule_words, schedule_word_seeds},
    {"sealed_key", run_sealed_key, sealed_key_seeds},
    {"target", run_target, target_seeds},
    {"text", run_text, text_seeds},
    {"times", run_times, time_seeds},
    {"web_form", run_web_form, web_form_seeds},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target* find_target(std::string_view name) {
  for (const Target& target : kTargets) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

}  // namespace bangtin::fuzz
