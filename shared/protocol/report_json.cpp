#include "shared/protocol/message_json.h"
#include "shared/protocol/report_messages.h"

namespace bangtin {
namespace {

constexpr std::size_t kBoardsMax = 10'000;
constexpr std::size_t kUrgentMax = 200'000;

}  // namespace

template <class Visitor, Is<CommuneName> Value>
void fields(Visitor& field, Value& name) {
  field("code", name.code);
  field("name", name.name);
  field("agency", name.agency);
  field("since", name.since);
}

template <class Visitor, Is<BoardProof> Value>
void fields(Visitor& field, Value& proof) {
  field("board", proof.board);
  field("of_ms", proof.of_ms);
  field("proven_ms", proof.proven_ms);
  field("gap_ms", proof.gap_ms);
  field("gap_from", proof.gap_from);
}

template <class Visitor, Is<UrgentProof> Value>
void fields(Visitor& field, Value& proof) {
  field("item", proof.item);
  field("title", proof.title);
  field("published_at", proof.published_at);
  field("board", proof.board);
  field("first_play", proof.first_play);
}

template <class Visitor, Is<ProofReport> Value>
void fields(Visitor& field, Value& report) {
  field("from", report.from);
  field("until", report.until);
  field.list("boards", report.boards, kBoardsMax);
  field.list("urgent", report.urgent, kUrgentMax);
}

BANGTIN_DEFINE_MESSAGE(CommuneName)
BANGTIN_DEFINE_MESSAGE(BoardProof)
BANGTIN_DEFINE_MESSAGE(UrgentProof)
BANGTIN_DEFINE_MESSAGE(ProofReport)

}  // namespace bangtin
