// SimOffice: the server of the simulated world: the real Office and Api over a database of its
// own and a simulated disk, with people who write, approve, publish and withdraw by chance.
// Remembers, apart from the code under test, what was ever approved and sent. Thread: one.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "manager/server/api.h"
#include "manager/server/push.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"
#include "tests/fakes/sim_transport.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin::sim {

/// What two people agreed on, as the sim's own record of it.
struct Approved {
  Instant valid_from;
  Instant valid_until;
  bool urgent = false;
  Places places;  ///< the boards they meant
};

class SimOffice {
 public:
  SimOffice(Random& random, Instant now);

  /// The process is gone and comes back: streams end, memory is lost, the database is not.
  void restart();

  /// One thing that people do in an office, by chance.
  void act(Instant now);
  /// Somebody types the code of a board's card. True when it was accepted.
  bool accept(const PairingCard& card, Instant now);
  /// Tells the streams, as the server does after each request and each second.
  void push();
  /// Keeps what was made for each board: only that may be shown.
  void note_selections(Instant now);

  Result<HttpResponse> handle(const HttpRequest& request, const std::string& peer,
                              SimTransport& transport, Instant now);
  Office& office() { return *office_; }
  Digest tls_pin() const { return tls_pin_; }

  const std::map<Digest, Approved>& approved() const { return approved_; }
  /// As if nobody had approved anything: a checker has to see that.
  void forget_approvals() { approved_.clear(); }
  /// As if they had meant other boards: a checker has to see that.
  void forget_places() {
    for (auto& [version, approved] : approved_) approved.places.boards = {{"another-board"}};
  }
  /// From which of its generations on a board must not show this version any more, since it was
  /// recalled; nothing: it was not. What a board has not heard of yet it may go on showing.
  std::optional<std::int64_t> recalled_from(const Digest& version, const BoardId& board) const;
  /// As if nothing had been recalled, by hand in the database, and all of it published once more:
  /// the two lists that name it still stand.
  void bring_recalled_back(Instant now);
  /// Hashes of the selections made for a board, newest last.
  const std::vector<Digest>& selections(const BoardId& board) { return selections_[board]; }

  std::vector<std::string> complaints;  ///< broken promises of the server side

 private:
  void write_item(Instant now);
  void approve_item(Instant now);
  void withdraw_item(Instant now);
  void arrange_playlist(Instant now);
  ItemContent content(Instant now);
  Result<Media> store_picture(Instant now);
  void make_parts();

  Random& random_;
  TempFolder folder_;
  SimDisk disk_;
  BlobStore blobs_;
  std::unique_ptr<Db> db_;
  KeyPair seal_key_;
  Digest tls_pin_;
  EventHub hub_;
  std::unique_ptr<Office> office_;
  std::unique_ptr<Api> api_;
  std::unique_ptr<Push> push_;
  Person editor_, approver_, technician_;
  std::vector<ItemId> submitted_, approved_items_;
  std::vector<PlaylistId> playlists_;
  std::vector<BoardId> boards_;
  std::map<Digest, Approved> approved_;
  std::map<BoardId, std::vector<Digest>> selections_;
  /// Versions that were recalled: the generation of each board that was the first without them.
  std::map<Digest, std::map<BoardId, std::int64_t>> recalled_;
  std::vector<ItemId> recalled_items_;
};

}  // namespace bangtin::sim
