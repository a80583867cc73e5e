#include "manager/server_commands.h"

#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>

#include "manager/server/data_folder.h"
#include "manager/server/online_key_file.h"
#include "manager/store/office.h"
#include "shared/base/limits.h"
#include "shared/base/lists.h"
#include "shared/crypto/sha256.h"
#include "shared/crypto/words.h"
#include "shared/protocol/board_trust.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

/// What `work` makes of the office in a folder.
template <class Value>
Result<Value> in_office(const fs::path& folder, const std::function<Result<Value>(Office&)>& work) {
  SystemRandom random;
  const ServerKeys keys = TRY(data_folder::open_keys(folder, random, SystemClock().wall()));
  const auto db = TRY(open_sqlite((folder / data_folder::kDatabase).string()));
  TRY(Office::prepare(*db));
  const auto disk = TRY(open_posix_disk(folder));
  BlobStore blobs(*disk, data_folder::kBlobs);
  Office office({*db, blobs, keys.seal, random, PasswordCost{}});
  return work(office);
}

/// A head as text, or the generation file of a board, which has to hold by our own root.
Result<AuditHead> witness_of(const std::string& said, Office& office) {
  if (const auto head = audit_head_from_text(said)) return *head;
  const std::string bytes = TRY(files::read_all(said, limits::kJsonBytesMax));
  const BoardId board = TRY(manifest_of(bytes)).selection.board;
  const std::string root = TRY(office.trust_state()).root;
  // However old: what it saw stays seen.
  return TRY(verify_alone(bytes, root, board, Instant{})).audit;
}

}  // namespace

Status print_setup_token(const fs::path& folder) {
  const std::string token =
      TRY(in_office<std::string>(folder, [&](Office& office) -> Result<std::string> {
        auto made = TRY(office.make_setup_token(SystemClock().wall()));
        if (!made) return Error{Code::Conflict, "there is an administrator already", {}};
        TRY(files::write_atomic(folder / data_folder::kSetupToken, *made + "\n", true));
        return *made;
      }));
  std::cout << token << std::endl;
  return {};
}

Status print_pin(const fs::path& folder) {
  SystemRandom random;
  const auto keys = TRY(data_folder::open_keys(folder, random, SystemClock().wall()));
  std::cout << to_hex(keys.tls_pin) << std::endl;
  return {};
}

Status write_backup(const fs::path& folder, const fs::path& out) {
  const Instant now = SystemClock().wall();
  TRY(data_folder::backup(folder, out, now));
  std::error_code error;
  return data_folder::note_backup(folder, {now, "", fs::absolute(out, error).string()});
}

Status reset_factor(const fs::path& folder, const std::string& login) {
  TRY(in_office<bool>(folder, [&](Office& office) -> Result<bool> {
    const auto people = TRY(office.people());
    const auto found = std::ranges::find(people, login, &Person::login);
    if (found == people.end()) return Error{Code::NotFound, login, "person.unknown"};
    Person server;
    server.login = "bangtin-server";
    TRY(office.reset_second_factor(server, found->id, SystemClock().wall()));
    return true;
  }));
  std::cout << login << std::endl;
  return {};
}

Status make_online_key(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / data_folder::kDatabase, error)) {
    return Error{Code::NotFound, folder.string() + " is no server's folder", {}};
  }
  SystemRandom random;
  const ServerKeys keys = TRY(data_folder::open_keys(folder, random, SystemClock().wall()));
  const auto db = TRY(open_sqlite((folder / data_folder::kDatabase).string()));
  TRY(Office::prepare(*db));
  const OnlineKeys online = online_keys(*db, keys.seal, folder);
  if (online.next() == online.public_key()) {
    return Error{
        Code::Conflict, "the key before this one is signed for: start the server anew", {}};
  }
  const PublicKey next = TRY(data_folder::make_next_online_key(folder, random)).public_key();
  Json told;
  told.set("online_key", to_hex(next));
  told.set("words", joined(fingerprint_words(sha256(next.bytes)), " "));
  told.set("sign",
           "bangtinctl trust sign --server-words; with several owners: trust draft, cosign, send");
  std::cout << told.dump() << std::endl;
  return {};
}

Status check_audit(const fs::path& folder, const std::string& said) {
  const AuditReport report =
      TRY(in_office<AuditReport>(folder, [&](Office& office) -> Result<AuditReport> {
        std::optional<AuditHead> witness;
        if (!said.empty()) witness = TRY(witness_of(said, office));
        return office.check_audit(witness);
      }));
  std::cout << to_json(report).dump() << std::endl;
  if (report.faults_total == 0) return {};
  return Error{Code::Corrupt, std::to_string(report.faults_total) + " faults", "audit.broken"};
}

}  // namespace bangtin
