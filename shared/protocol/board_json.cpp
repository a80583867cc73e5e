// Boards, pairing, the play log and the files of the board folder; the rest is in messages.cpp.
#include "shared/base/limits.h"
#include "shared/base/order_limits.h"
#include "shared/crypto/words.h"
#include "shared/model/names.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/message_json.h"
#include "shared/protocol/messages.h"

namespace bangtin {
namespace {

constexpr Named<BoardState> kBoardStates[] = {
    {BoardState::Paired, "paired"},
    {BoardState::Revoked, "revoked"},
};

constexpr Named<PairingState> kPairingStates[] = {
    {PairingState::Waiting, "waiting"},
    {PairingState::Accepted, "accepted"},
    {PairingState::Refused, "refused"},
    {PairingState::Expired, "expired"},
};

}  // namespace

std::string_view name_of(BoardState state) { return name_in(kBoardStates, state); }
bool from_name(std::string_view name, BoardState& out) { return value_in(kBoardStates, name, out); }
std::string_view name_of(PairingState state) { return name_in(kPairingStates, state); }
bool from_name(std::string_view name, PairingState& out) {
  return value_in(kPairingStates, name, out);
}

template <class Visitor, Is<BoardHealth> Value>
void fields(Visitor& field, Value& health) {
  field("temperature_c", health.temperature_c);
  field("disk_free_bytes", health.disk_free_bytes);
  field("up_s", health.up_s);
  field("link", health.link);
  field("wireless", health.wireless);
}

template <class Visitor, Is<OrderAnswer> Value>
void fields(Visitor& field, Value& answer) {
  field("number", answer.number);
  field("result", answer.result);
}

template <class Visitor, Is<BoardControls> Value>
void fields(Visitor& field, Value& controls) {
  field("volume", controls.volume_percent);
  field("brightness", controls.brightness_percent);
  field("test_card_until", controls.test_card_until);
  field.list("answers", controls.answers, limits::kOrdersMax);
}

template <class Visitor, Is<GlassPicture> Value>
void fields(Visitor& field, Value& picture) {
  field("number", picture.number);
  field("at", picture.at);
  field("size_px", picture.size_px);
}

template <class Visitor, Is<OrderRecord> Value>
void fields(Visitor& field, Value& order) {
  field("number", order.number);
  field("order", order.kind);
  field("value", order.value);
  field("asked_at", order.asked_at);
  field("asked_by", order.asked_by);
  field("expires_at", order.expires_at);
  field("result", order.result);
  field("answered_at", order.answered_at);
}

template <class Visitor, Is<OrderBatch> Value>
void fields(Visitor& field, Value& batch) {
  field.list("orders", batch.orders, limits::kOrdersMax);
}

template <class Visitor, Is<BoardStatus> Value>
void fields(Visitor& field, Value& status) {
  field("generation", status.generation);
  field("generation_held", status.generation_held);
  field("selection", status.selection);
  field("canvas_px", status.canvas_px);
  field("at", status.at);
  field("program_version", status.program_version);
  field("problem", status.problem);
  field("audit", status.audit);
  field("health", status.health);
  field("controls", status.controls);
}

template <class Visitor, Is<OffAir> Value>
void fields(Visitor& field, Value& off_air) {
  field("since", off_air.since);
  field("who", off_air.who);
  field("reason", off_air.reason);
}

template <class Visitor, Is<Assignment> Value>
void fields(Visitor& field, Value& assignment) {
  field("to", assignment.to);
  field("name", assignment.name);
  field("note", assignment.note);
  field("by", assignment.by);
  field("at", assignment.at);
}

template <class Visitor, Is<Technician> Value>
void fields(Visitor& field, Value& technician) {
  field("login", technician.login);
  field("name", technician.name);
}

template <class Visitor, Is<BoardRecord> Value>
void fields(Visitor& field, Value& board) {
  field("id", board.id);
  field("name", board.name);
  field("state", board.state);
  field("key", board.key);
  field("canvas_px", board.canvas_px);
  field("commune_code", board.commune_code);
  field("online", board.online);
  field("last_seen", board.last_seen);
  field("generation_wanted", board.generation_wanted);
  field("status", board.status);
  field("problem", board.problem);
  field("problem_peers", board.problem_peers);
  field.list("tags", board.tags, limits::kTagsPerBoardMax);
  field("off_air", board.off_air);
  field("position", board.position);
  field("picture", board.picture);
  field.rare_list("orders", board.orders, limits::kOrdersMax);
  field("assignment", board.assignment);
}

template <class Visitor, Is<PairingRequest> Value>
void fields(Visitor& field, Value& request) {
  field("key", request.key);
  field("canvas_px", request.canvas_px);
  field("program_version", request.program_version);
  field("name", request.name);
}

template <class Visitor, Is<PairingOffer> Value>
void fields(Visitor& field, Value& offer) {
  field("pairing", offer.pairing);
  field("code", offer.code);
  field("server_key", offer.server_key);
  field("root", offer.root);
  field("expires_at", offer.expires_at);
}

template <class Visitor, Is<PairingAnswer> Value>
void fields(Visitor& field, Value& answer) {
  field("state", answer.state);
  field("board", answer.board);
  field("place", answer.place);
  field("root", answer.root);
}

template <class Visitor, Is<PairingView> Value>
void fields(Visitor& field, Value& view) {
  field("code", view.code);
  field("key", view.key);
  field("canvas_px", view.canvas_px);
  field("expires_at", view.expires_at);
  field("name", view.name);
}

template <class Visitor, Is<PlayRecord> Value>
void fields(Visitor& field, Value& record) {
  field("item", record.item);
  field("version", record.version);
  field("begin", record.begin);
  field("shown_ms", record.shown);
  field("frames_presented", record.frames_presented);
}

template <class Visitor, Is<PlayBatch> Value>
void fields(Visitor& field, Value& batch) {
  field("log", batch.log);
  field("first_seq", batch.first_seq);
  field.list("rows", batch.rows, limits::kPlayBatchRowsMax);
}

template <class Visitor, Is<BoardPin> Value>
void fields(Visitor& field, Value& pin) {
  field("board", pin.board);
  field("server_key", pin.server_key);
  field("place", pin.place);
  field("revoked", pin.revoked);
  field("root", pin.root);
}

template <class Visitor, Is<PairingCard> Value>
void fields(Visitor& field, Value& card) {
  field("code", card.code);
  field.list("words", card.words, kFingerprintWords);
  field("server_url", card.server_url);
  field("problem", card.problem);
}

template <class Visitor, Is<ShownFile> Value>
void fields(Visitor& field, Value& shown) {
  field("generation", shown.generation);
  field("selection", shown.selection);
  field("canvas_px", shown.canvas_px);
  field("at", shown.at);
  field("problem", shown.problem);
  field("audit", shown.audit);
  field("controls", shown.controls);
}

template <class Visitor, Is<TimeQuestion> Value>
void fields(Visitor& field, Value& question) {
  field("nonce", question.nonce);
}

BANGTIN_DEFINE_MESSAGE(BoardRecord)
BANGTIN_DEFINE_MESSAGE(Technician)
BANGTIN_DEFINE_MESSAGE(BoardStatus)
BANGTIN_DEFINE_MESSAGE(BoardHealth)
BANGTIN_DEFINE_MESSAGE(PairingRequest)
BANGTIN_DEFINE_MESSAGE(PairingOffer)
BANGTIN_DEFINE_MESSAGE(PairingAnswer)
BANGTIN_DEFINE_MESSAGE(PairingView)
BANGTIN_DEFINE_MESSAGE(PlayRecord)
BANGTIN_DEFINE_MESSAGE(PlayBatch)
BANGTIN_DEFINE_MESSAGE(Place)
BANGTIN_DEFINE_MESSAGE(BoardPin)
BANGTIN_DEFINE_MESSAGE(PairingCard)
BANGTIN_DEFINE_MESSAGE(ShownFile)
BANGTIN_DEFINE_MESSAGE(TimeQuestion)
BANGTIN_DEFINE_MESSAGE(BoardControls)
BANGTIN_DEFINE_MESSAGE(GlassPicture)
BANGTIN_DEFINE_MESSAGE(OrderRecord)
BANGTIN_DEFINE_MESSAGE(OrderBatch)

}  // namespace bangtin
