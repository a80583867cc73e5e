#include "shared/protocol/board_trust.h"

#include <charconv>

#include "shared/protocol/board_trust_impl.h"
#include "shared/protocol/messages.h"
#include "shared/trust/file_name.h"
#include "shared/trust/passing_trust_store.h"

namespace bangtin {
namespace {

constexpr std::string_view kSuffix = ".json";

struct RoleFile {
  std::string_view name;  ///< escaped as in URLs; empty when it is no role's
  std::int64_t version = 0;
};

RoleFile role_in(std::string_view url_path) {
  RoleFile file{url_path};
  if (!url_path.ends_with(kSuffix)) return {};
  file.name.remove_suffix(kSuffix.size());
  const char* const begin = file.name.data();
  const char* const end = begin + file.name.size();
  const auto read = std::from_chars(begin, end, file.version);
  if (read.ptr != begin && read.ptr != end && *read.ptr == '.') {
    file.name.remove_prefix(static_cast<std::size_t>(read.ptr - begin) + 1);
  }
  return file;
}

Status hand_on(const std::string& bytes, const std::string& url_path, std::int64_t bytes_max,
               const tuf::ByteSink& sink) {
  if (static_cast<std::int64_t>(bytes.size()) > bytes_max) {
    return Error{Code::Invalid, url_path + " is too large", {}};
  }
  return sink(bytes);
}

}  // namespace

template class BasicBoardTrust<AllBoardGuards>;

std::string place_bytes(const Place& place) { return to_json(place).dump(); }

std::optional<std::string> signing_code_at(const tuf::Targets& targets, const Place& place) {
  const std::string said = place_bytes(place);
  return signing_code_at(targets, std::int64_t(said.size()), sha256(said));
}

Status BundleFetcher::fetch(const std::string& url_path, std::int64_t bytes_max,
                            const tuf::ByteSink& sink) {
  const auto [name, version] = role_in(url_path);
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
  if (found == nullptr) return Error{Code::NotFound, "not in the generation file", {}};
  return hand_on(*found, url_path, bytes_max, sink);
}

Status StoredFetcher::fetch(const std::string& url_path, std::int64_t bytes_max,
                            const tuf::ByteSink& sink) {
  const std::string_view name = role_in(url_path).name;
  if (name == tuf::kRootRole) return Error{Code::NotFound, "no newer root is remembered", {}};
  return hand_on(TRY(store_.load(name)), url_path, bytes_max, sink);
}

Result<VerifiedManifest> verify_alone(std::string_view generation_file, std::string_view root,
                                      const BoardId& board, Instant now) {
  PassingTrustStore store;
  BoardTrust trust(store);
  TRY(trust.pin(root));
  return trust.verify(generation_file, board, now);
}

}  // namespace bangtin
