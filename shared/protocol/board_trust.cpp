#include "shared/protocol/board_trust.h"

#include <charconv>

#include "shared/protocol/board_trust_impl.h"
#include "shared/protocol/messages.h"
#include "shared/trust/file_name.h"
#include "shared/trust/passing_trust_store.h"

namespace bangtin {
namespace {

constexpr std::string_view kSuffix = ".json";

}  // namespace

template class BasicBoardTrust<AllBoardGuards>;

std::string place_bytes(const Place& place) { return to_json(place).dump(); }

std::optional<std::string> signing_code_at(const tuf::Targets& targets, const Place& place) {
  const std::string said = place_bytes(place);
  return signing_code_at(targets, std::int64_t(said.size()), sha256(said));
}

Status BundleFetcher::fetch(const std::string& url_path, std::int64_t bytes_max,
                            const tuf::ByteSink& sink) {
  const Error missing{Code::NotFound, "not in the generation file", {}};
  std::string_view name = url_path;
  if (!name.ends_with(kSuffix)) return missing;
  name.remove_suffix(kSuffix.size());
  std::int64_t version = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), version);
  if (read.ptr != name.data() && read.ptr != name.data() + name.size() && *read.ptr == '.') {
    name.remove_prefix(static_cast<std::size_t>(read.ptr - name.data()) + 1);
  }
  const std::string* found = nullptr;
  if (name == tuf::kRootRole) {
    const std::int64_t index = version - 2;  // the first is pinned
    if (index >= 0 && index < static_cast<std::int64_t>(bundle_.roots.size())) {
      found = &bundle_.roots[static_cast<std::size_t>(index)];
    }
  } else {
    for (const auto& [role, bytes] : bundle_.roles) {
      if (tuf::url_encoded(role) == name) found = &bytes;
    }
  }
  if (found == nullptr) return missing;
  if (static_cast<std::int64_t>(found->size()) > bytes_max) {
    return Error{Code::Invalid, url_path + " is too large", {}};
  }
  return sink(*found);
}

Result<VerifiedManifest> verify_alone(std::string_view generation_file, std::string_view root,
                                      const BoardId& board, Instant now) {
  PassingTrustStore store;
  BoardTrust trust(store);
  TRY(trust.pin(root));
  return trust.verify(generation_file, board, now);
}

}  // namespace bangtin
