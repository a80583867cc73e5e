// How Bảng Tin uses TUF: which roles there are below the top ones, and how targets are called. Two
// roles of one commune name each item version that may be shown; their keys have nobody in common,
// unless the commune's own key signed the policy that one person may do both. The server's online
// key names one selection a board. The roles of a commune bear the code under which it began to
// sign, its signing code; a merger that gives it another code changes only its Place. Why:
// docs/adr/0009, 0013. Thread: any; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/trust/metadata.h"

namespace bangtin {

/// What a person's key signs for.
enum class KeyClass { Compose, Approve };

/// "compose-31108" and "approve-31108".
std::string signing_role(KeyClass key_class, std::string_view signing_code);
/// True of a name that signing_role() gives for some code.
bool is_signing_role(std::string_view role);
/// Below it each board has a role of its own; both are signed by the server's online key.
inline constexpr std::string_view kSelectRole = "select";
/// "select/BOARD".
std::string select_role(const BoardId& board);
/// The chain of delegations to it.
std::vector<std::string> select_chain(const BoardId& board);

/// "c/31108/SHA-256": named by both roles of the commune.
std::string item_path(std::string_view signing_code, const Digest& version);
/// "s/BOARD": named by the board's select role.
std::string selection_path(const BoardId& board);
/// "p/31108": named by the top targets role; its bytes are the canonical Place.
std::string place_path(std::string_view signing_code);
/// Whose people sign for a place: the signing code for which `targets` names exactly these bytes of
/// a Place; nothing when it names other ones.
std::optional<std::string> signing_code_at(const tuf::Targets& targets, std::int64_t length,
                                           const Digest& sha256);

/// "o/31108": named by the top targets role of a commune that lets one person compose and approve.
std::string one_person_path(std::string_view signing_code);
/// The bytes that it has to name: the signed policy.
inline constexpr std::string_view kOnePersonPolicy = R"({"one_person":true})";
/// True when that policy stands in `targets`, byte for byte and for this commune.
bool lets_one_person(const tuf::Targets& targets, std::string_view signing_code);

/// The delegations of a commune's top targets role, still without keys.
tuf::Delegations commune_delegations(std::string_view signing_code);

/// Nobody may stand in both classes, unless the commune lets one person. Errors: denied, when a key
/// of one role is among the other's.
Status check_two_people(const tuf::Targets& targets, std::string_view signing_code);

/// True when `file` describes exactly these bytes: length and SHA-256, both named.
bool describes(const tuf::TargetFile& file, std::int64_t length, const Digest& sha256);

}  // namespace bangtin
