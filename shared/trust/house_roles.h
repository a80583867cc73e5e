// How Bảng Tin uses TUF: which roles there are below the top ones, and how targets are called. Two
// roles of one commune name each item version that may be shown; their keys have nobody in common,
// unless the commune's own key signed the policy that one person may do both. The server's online
// key names one selection a board. The roles of a commune bear the code under which it began to
// sign, its signing code; a merger that gives it another code changes only its Place. A province
// that the commune lets in has a role of its own there, which names the province's two people's
// roles for items under the province's code. Why: docs/adr/0009, 0013, 0015. Thread: any; pure.
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

/// A commune lets in at most so many.
inline constexpr std::size_t kProvincesMax = 8;
/// "province-99091": what the province's root calls targets, as a role of the commune.
std::string province_role(std::string_view code);
/// "99091" of a name that province_role() gives; nothing of any other.
std::optional<std::string> province_in(std::string_view role);
/// The chain of delegations to a role of the province's people.
std::vector<std::string> province_chain(KeyClass key_class, std::string_view code);
/// Whom the top targets role of a commune lets in, each once, in order of trust.
std::vector<std::string> provinces_of(const tuf::Targets& targets);
/// Below it each board has a role of its own; both are signed by the server's online key.
inline constexpr std::string_view kSelectRole = "select";
/// "select/BOARD".
std::string select_role(const BoardId& board);
/// The chain of delegations to it.
std::vector<std::string> select_chain(const BoardId& board);

/// "c/31108/*": all of those.
std::string item_paths(std::string_view signing_code);
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

/// The same without any policy: a province always needs two.
Status check_nobody_in_both(const tuf::Targets& targets, std::string_view signing_code);

/// True when `file` describes exactly these bytes: length and SHA-256, both named.
bool describes(const tuf::TargetFile& file, std::int64_t length, const Digest& sha256);

}  // namespace bangtin
