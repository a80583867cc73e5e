#include "shared/base/board_limits.h"
#include "shared/base/limits.h"
#include "shared/model/names.h"
#include "shared/protocol/content_fields.h"
#include "shared/protocol/message_json.h"
#include "shared/protocol/setup_messages.h"

namespace bangtin {
namespace {

constexpr Named<Rotation> kRotations[] = {
    {Rotation::None, "0"},
    {Rotation::Quarter, "90"},
    {Rotation::Half, "180"},
    {Rotation::ThreeQuarters, "270"},
};

constexpr Named<SetupStep> kSteps[] = {
    {SetupStep::Language, "language"}, {SetupStep::Server, "server"},
    {SetupStep::Name, "name"},         {SetupStep::Rotation, "rotation"},
    {SetupStep::Overscan, "overscan"}, {SetupStep::TestCard, "test_card"},
    {SetupStep::Network, "network"},   {SetupStep::Pin, "pin"},
    {SetupStep::Pairing, "pairing"},   {SetupStep::Done, "done"},
};

constexpr Named<ServerReach> kReaches[] = {
    {ServerReach::NotAsked, "not_asked"}, {ServerReach::NoName, "no_name"},
    {ServerReach::NoAnswer, "no_answer"}, {ServerReach::NotSecure, "not_secure"},
    {ServerReach::NotOurs, "not_ours"},   {ServerReach::OtherServer, "other_server"},
    {ServerReach::Reached, "reached"},
};

bool is_inset(int inset_px) { return inset_px >= 0 && inset_px <= limits::kCanvasSideMax_px; }

}  // namespace

std::string_view name_of(Rotation rotation) { return name_in(kRotations, rotation); }
bool from_name(std::string_view name, Rotation& out) { return value_in(kRotations, name, out); }
std::string_view name_of(SetupStep step) { return name_in(kSteps, step); }
bool from_name(std::string_view name, SetupStep& out) { return value_in(kSteps, name, out); }
std::string_view name_of(ServerReach reach) { return name_in(kReaches, reach); }
bool from_name(std::string_view name, ServerReach& out) { return value_in(kReaches, name, out); }

template <class Visitor, Is<Insets> Value>
void fields(Visitor& field, Value& insets) {
  field("left", insets.left_px);
  field("top", insets.top_px);
  field("right", insets.right_px);
  field("bottom", insets.bottom_px);
}

template <class Visitor, Is<BoardSetup> Value>
void fields(Visitor& field, Value& setup) {
  field("language", setup.language);
  field("server_url", setup.server_url);
  field("name", setup.name);
  field("rotation", setup.placement.rotation);
  field("insets_px", setup.placement.insets);
  field("step", setup.step);
  field("network_asked", setup.network_asked);
}

template <class Visitor, Is<NetworkLink> Value>
void fields(Visitor& field, Value& link) {
  field("name", link.name);
  field("wireless", link.wireless);
  field("plugged", link.plugged);
  field.list("addresses", link.addresses, limits::kLinkAddressesMax);
}

template <class Visitor, Is<NetworkFacts> Value>
void fields(Visitor& field, Value& facts) {
  field("asked", facts.asked);
  field("server_url", facts.server_url);
  field.list("links", facts.links, limits::kLinksMax);
  field("reach", facts.reach);
  field("clock_ahead_ms", facts.clock_ahead_ms);
}

BANGTIN_DEFINE_MESSAGE(NetworkFacts)

Json to_json(const BoardSetup& message) { return write_struct(message); }

Result<void> from_json(const Json& json, BoardSetup& out) {
  BoardSetup read;
  TRY(read_struct(json, read, Reading::Message));
  const Insets& insets = read.placement.insets;
  if (read.language != "vi" && read.language != "en") return wrong_value("language");
  if (read.name.size() > 4 * limits::kBoardNameCharactersMax) return wrong_value("name");
  if (!is_inset(insets.left_px) || !is_inset(insets.top_px) || !is_inset(insets.right_px) ||
      !is_inset(insets.bottom_px)) {
    return wrong_value("insets_px");
  }
  out = std::move(read);
  return {};
}

}  // namespace bangtin
