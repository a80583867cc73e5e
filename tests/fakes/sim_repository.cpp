#include "tests/fakes/sim_repository.h"

#include "shared/trust/file_name.h"

namespace bangtin {

SimRepository::SimRepository(Instant expires, bool consistent_snapshot) : expires_(expires) {
  root.consistent_snapshot = consistent_snapshot;
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    root.roles[role] = {};
    add_key(role);
  }
  root.head.expires = timestamp.head.expires = snapshot.head.expires = expires;
  targets["targets"].head.expires = expires;
  publish({"root", "targets", "snapshot", "timestamp"});
}

KeyPair SimRepository::new_key() {
  std::array<std::uint8_t, 32> seed{};
  seed[0] = ++keys_;
  return KeyPair::from_seed(seed);
}

void SimRepository::add_key(const std::string& top_role) {
  const KeyPair key = new_key();
  tuf::add_key(root.keys, root.roles[top_role], key.public_key());
  signers[top_role].push_back(key);
}

void SimRepository::rotate(const std::string& top_role) {
  const std::size_t count = signers[top_role].size();
  root.roles[top_role].key_ids.clear();
  signers[top_role].clear();
  for (std::size_t i = 0; i < count; ++i) add_key(top_role);
}

tuf::Delegation& SimRepository::delegate(const std::string& delegator, const std::string& role,
                                         std::vector<std::string> paths, bool terminating) {
  auto& delegations = targets[delegator].delegations;
  if (!delegations) delegations.emplace();
  tuf::Delegation& delegation = delegations->roles.emplace_back();
  delegation.name = role;
  delegation.paths = std::move(paths);
  delegation.terminating = terminating;
  if (!signers.contains(role)) signers[role].push_back(new_key());
  for (const KeyPair& key : signers[role]) {
    tuf::add_key(delegations->keys, delegation.keys, key.public_key());
  }
  targets[role].head.expires = expires_;
  return delegation;
}

void SimRepository::add_target(const std::string& role, const std::string& path,
                               std::string_view bytes) {
  const tuf::TargetFile file = tuf::describe_target(bytes);
  targets[role].targets[path] = file;
  const std::string prefix =
      root.consistent_snapshot ? file.hashes.find("sha256")->second + "." : std::string();
  const auto url_path = tuf::target_url_path(path, prefix);
  if (url_path) files[*url_path] = bytes;
}

void SimRepository::publish(std::initializer_list<std::string> roles) {
  for (const std::string& role : roles) {
    if (role == "root") {
      serve(tuf::publish_root(root, signers[role]));
    } else if (role == "timestamp") {
      serve(tuf::publish_timestamp(timestamp, signers[role]));
    } else if (role == "snapshot") {
      serve(tuf::publish_snapshot(snapshot, root, signers[role], detail, timestamp));
    } else {
      serve(tuf::publish_targets(targets[role], role, root, signers[role], detail, snapshot));
    }
  }
}

std::string& SimRepository::newest(const std::string& role) {
  if (role == "timestamp") return files["timestamp.json"];
  const std::int64_t version = role == "root"       ? root.head.version
                               : role == "snapshot" ? snapshot.head.version
                                                    : targets[role].head.version;
  const bool versioned = role == "root" || root.consistent_snapshot;
  return files[(versioned ? std::to_string(version) + "." : "") + tuf::url_encoded(role) + ".json"];
}

/// In pieces, and blind to the bound: the client has to keep it.
Status SimRepository::fetch(const std::string& url_path, std::int64_t, const tuf::ByteSink& sink) {
  constexpr std::size_t kPieceBytes = 1'000;
  requests.push_back(url_path);
  if (const auto fault = faults.find(url_path); fault != faults.end()) return fault->second;
  const auto file = files.find(url_path);
  if (file == files.end()) return Error{Code::NotFound, "no such file", ""};
  const std::string_view bytes = file->second;
  for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes) {
    TRY(sink(bytes.substr(at, kPieceBytes)));
  }
  return {};
}

std::string SimRepository::requests_since(std::size_t from) const {
  std::string out;
  for (std::size_t i = from; i < requests.size(); ++i)
    out += (out.empty() ? "" : " ") + requests[i];
  return out;
}

std::string with_copied_signature(const std::string& envelope, const std::string& key_id) {
  Json json = Json::parse(envelope).value();
  Json::Array signatures = *json.find("signatures")->as_array();
  Json copy = signatures.front();
  copy.set("keyid", key_id);
  signatures.push_back(std::move(copy));
  json.set("signatures", std::move(signatures));
  return json.dump();
}

}  // namespace bangtin
