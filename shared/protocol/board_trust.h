// What a board may show, judged by the board itself: the generation file carries the commune's TUF
// metadata, and BoardTrust walks from the root that was pinned at pairing to the selection and to
// the two roles that must both name each item version. Nothing that the file says is believed
// before. Thread: that of the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/protocol/audit_messages.h"
#include "shared/protocol/content_json.h"
#include "shared/trust/ports.h"
#include "shared/trust/trust_client.h"

namespace bangtin {

/// The metadata of a generation file as a repository: any version that is asked for is answered
/// with the one there is, and the client judges it.
class BundleFetcher final : public tuf::Fetcher {
 public:
  /// `bundle` outlives this.
  explicit BundleFetcher(const TrustBundle& bundle) : bundle_(bundle) {}
  /// Errors besides the port's: none.
  Status fetch(const std::string& url_path, std::int64_t bytes_max,
               const tuf::ByteSink& sink) override;

 private:
  const TrustBundle& bundle_;
};

/// What a trust store remembers as a repository: for roles whose names need no escapes.
class StoredFetcher final : public tuf::Fetcher {
 public:
  /// `store` outlives this.
  explicit StoredFetcher(tuf::TrustStore& store) : store_(store) {}
  /// Errors besides the port's: those of the store.
  Status fetch(const std::string& url_path, std::int64_t bytes_max,
               const tuf::ByteSink& sink) override;

 private:
  tuf::TrustStore& store_;
};

/// Each thing that a board refuses besides what the client of TUF does, by name. As with
/// tuf::Guard, only the tests build it with one missing.
enum class BoardGuard {
  SelectionNamed,  ///< a selection that the board's own role does not name
  RightBoard,      ///< a selection made for another board
  PlaceNamed,      ///< words about a place that the commune's root does not stand for
  TwoPeople,       ///< a key that composes and approves though the commune did not sign that
  OtherCode,       ///< a province under the commune's own code, beside the commune's two people
  OneOffice,       ///< an item version that one office composed and another one approved
  Composed,        ///< an item version that no composer's list names
  Approved,        ///< an item version that no approver's list names
  Places,          ///< an item version that was signed for other boards
  HeldBefore,      ///< metadata that is over, unless the selection was accepted in time
  StillHolds,      ///< a selection that was accepted, where more than its time is over
  TakenBack,       ///< what is on the glass, though its people's newest lists name it no more
  OnePin,          ///< another root than the one that is pinned
};

struct AllBoardGuards {
  static constexpr bool on(BoardGuard) { return true; }
};

/// A generation that may be shown.
struct VerifiedManifest {
  Manifest manifest;
  Digest selection_hash;  ///< SHA-256 of the selection's bytes
  AuditHead audit;        ///< of the newest metadata that this board took; zeros: none yet
  /// Why the metadata does not hold now, where the selection held before and nothing but time
  /// passed: it stays.
  std::optional<Error> stale;
};

template <class Guards>
class BasicBoardTrust {
 public:
  /// `store` is the board's own, where nobody else writes, and outlives this.
  explicit BasicBoardTrust(tuf::TrustStore& store, Guards guards = {})
      : guards_(guards), store_(store) {}

  /// Believes in `root` (version 1) from now on, and never in another: only by its own chain may it
  /// change. Nothing happens when it is pinned already. Errors: conflict (another is), those of
  /// TrustClient::pin_root.
  Status pin(std::string_view root);
  /// False until a root was pinned.
  bool is_pinned() const;

  /// The manifest of a generation file that is for `board`, named by the board's select role, and
  /// each of whose items both roles of one office name, of its commune or of a province that the
  /// commune's own key lets in, and whose places name this board. What was accepted last is taken
  /// again when nothing but the date of the metadata speaks against it by now, and the file is then
  /// remembered no further. `now` is what the board believes. Errors: corrupt (a hash
  /// differs, or an item is missing), invalid (a rule, or metadata is missing), denied (no two
  /// people's signatures, or too old, or no root is pinned), conflict (older or other than
  /// trusted), the store's.
  Result<VerifiedManifest> verify(std::string_view generation_file, const BoardId& board,
                                  Instant now);

  /// Whether what was accepted may stay on the glass when a newer file is refused: by the newest
  /// lists of people that this board took, whatever selection came with them and however old they
  /// are. Errors: denied (they stand for it no more); any other: that cannot be told.
  Status stands(const Manifest& manifest) const;

  /// What time the server says it is, in answer to `nonce`. Errors: those of signed_time; denied
  /// (no root is pinned), the store's.
  Result<Instant> time_in(std::string_view answer, std::string_view nonce) const;

  /// The newest root that the chain from the pinned one led to. Errors: denied (none is pinned),
  /// invalid, the store's.
  Result<tuf::Root> root() const;

  /// Believes in no root any more, as on the first day: what a technician at the board may want.
  /// Errors: the store's.
  Status forget();

  /// True when the commune's own root stands for these words about a place.
  bool vouches_for(const Place& place) const;

 private:
  Result<Manifest> judge(tuf::TrustStore& store, const GenerationParts& parts, const BoardId& board,
                         Instant now) const;
  /// What the people of one office signed: of the commune, or of a province that it lets in.
  struct Lists {
    std::string code;
    tuf::DelegatedRole compose;
    tuf::DelegatedRole approve;
  };
  using Offices = std::vector<Result<Lists>>;
  Result<Lists> commune_lists(tuf::TrustClient& client, const std::string& code) const;
  Result<Lists> province_lists(tuf::TrustClient& client, const std::string& code) const;
  Offices read_offices(tuf::TrustClient& client, const std::string& commune) const;
  Status check_named(tuf::TrustClient& client, const Lists& composed, const Lists& approved,
                     std::int64_t length, const Digest& hash) const;
  Status check_item(tuf::TrustClient& client, const Offices& offices, std::int64_t length,
                    const Digest& hash) const;
  /// `items`: length and hash of each.
  Status check_people(tuf::TrustClient& client, const Place& place,
                      const std::vector<std::pair<std::int64_t, Digest>>& items) const;
  bool was_accepted(const Digest& selection) const;
  AuditHead audit_seen() const;

  [[no_unique_address]] Guards guards_;
  tuf::TrustStore& store_;
};

using BoardTrust = BasicBoardTrust<AllBoardGuards>;

/// The same by one who remembers nothing: what `root` (version 1) alone lets pass. Errors: those of
/// BoardTrust::pin and verify.
Result<VerifiedManifest> verify_alone(std::string_view generation_file, std::string_view root,
                                      const BoardId& board, Instant now);

/// The bytes that place_path() stands for.
std::string place_bytes(const Place& place);
/// Whose people sign for `place`; nothing when `targets` does not stand for these words about it.
std::optional<std::string> signing_code_at(const tuf::Targets& targets, const Place& place);

}  // namespace bangtin
