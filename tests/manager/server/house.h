// A whole server without sockets for the tests of the API: database and blobs in a folder of its
// own, chance from a seed, a clock that stands until it is moved, people with one role each.
// Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "manager/server/api.h"
#include "manager/server/backup_desk.h"
#include "manager/server/push.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {

/// A request that every board may make.
inline constexpr const char* kProbe = "/v1/trust/files/timestamp.json";

/// {"name": value, ...}
Json object(std::initializer_list<std::pair<const char*, Json>> members);

/// What came back, with its body already read.
struct ApiAnswer {
  int status = 0;
  Response response;
  Json json;
  std::string key;  ///< of an error
  std::string text(std::string_view name) const;
  std::int64_t number(std::string_view name) const;
};

class House {
 public:
  House();

  /// A new Api on the same database, as after a restart.
  void restart();

  /// One request of a person ("editor" ...), or of nobody when `who` is empty.
  ApiAnswer call(const std::string& who, const std::string& method, const std::string& target,
                 const Json& body = {});
  ApiAnswer raw(const std::string& who, const std::string& method, const std::string& target,
                const std::string& body);
  /// Signed with a board's key and its next counter, or the one given.
  ApiAnswer signed_call(const KeyPair& key, const std::string& method, const std::string& target,
                        const Json& body = {}, std::int64_t counter = 0,
                        const std::string& last_event = "");
  ApiAnswer send(Request request);
  /// With the person's session.
  ApiAnswer send_as(const std::string& who, Request request);
  static Request request(const std::string& method, const std::string& target,
                         const std::string& body = {});
  void sign(Request& request, const KeyPair& key, std::int64_t counter) const;

  /// A paired board with this key. Returns its id.
  std::string pair(const KeyPair& key);
  /// A version of this content by the editor that waits for approval.
  ItemVersion submitted(const ItemContent& content);
  /// An approved notice; returns its id.
  std::string approved_notice();
  /// An approved item of this content; returns its id.
  std::string approved(const ItemContent& content);
  /// A published playlist of this item on this board; returns its id.
  std::string published(const std::string& item, const std::string& board);
  ItemContent notice_content() const;

  KeyPair new_key() { return KeyPair::generate(random); }

  Instant now;
  SeededRandom random{7};
  TempFolder folder;
  std::unique_ptr<Db> db;
  std::unique_ptr<Disk> disk;
  std::unique_ptr<BlobStore> blobs;
  KeyPair seal;
  EventHub hub;
  std::unique_ptr<Office> office;
  std::unique_ptr<MediaDesk> media;
  std::unique_ptr<BackupDesk> backups;
  std::unique_ptr<Api> api;
  std::unique_ptr<Push> push;
  std::string peer = "192.0.2.1";
  /// What portals say to who asks for an address; others are unreachable.
  std::map<std::string, Result<WebAnswer>> web;
  std::vector<WebRequest> asked;  ///< of portals
  Result<NormalPicture> picture = NormalPicture{"\xff\xd8\xffjpeg\xff\xd9", {640, 480}};

 private:
  void add(const std::string& login, Role role);
  std::map<std::string, std::string> tokens_;
  std::map<PublicKey, std::int64_t> counters_;
};

/// A stream that keeps what it was sent.
class KeptSink final : public StreamSink {
 public:
  void send(std::string bytes) override { sent += bytes; }
  void close() override { closed = true; }
  std::string sent;
  bool closed = false;
};

}  // namespace bangtin
