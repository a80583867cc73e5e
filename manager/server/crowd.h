// Crowd: who is connected, by address, and who gives way when there are too many. One address, or
// one IPv6 network of /64, never has more than its share, and a full house makes room for a
// newcomer at the cost of the address that has most: so a flood from one place starves nobody
// elsewhere. Whoever gives way is the oldest that only waits: who says nothing, or has been
// answered. Thread: one.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <string>

namespace bangtin {

/// One that is connected.
class Guest {
 public:
  virtual ~Guest() = default;
  /// Nothing is being asked or answered, and no stream is open.
  virtual bool is_waiting() const = 0;
  /// Ends now. Stays in no crowd: leave() was called for it.
  virtual void cut() = 0;
};

class Crowd {
 public:
  Crowd(std::size_t guests_max, std::size_t per_address_max)
      : guests_max_(guests_max), per_address_max_(per_address_max) {}

  /// False when there is no room, also after somebody gave way. `network` is as network_of().
  bool enter(Guest& guest, const std::string& network);
  /// Also for one that is not there.
  void leave(Guest& guest);
  std::size_t size() const { return networks_.size(); }
  bool empty() const { return networks_.empty(); }
  /// Calls `each` with all; it may make them leave.
  template <class Each>
  void for_each(const Each& each) {
    auto guests = networks_;
    for (const auto& [guest, network] : guests) {
      if (networks_.contains(guest)) each(*guest);
    }
  }

 private:
  bool make_room_in(const std::string& network);

  const std::size_t guests_max_;
  const std::size_t per_address_max_;
  std::map<Guest*, std::string> networks_;
  std::map<std::string, std::list<Guest*>> guests_;  ///< of each network, the oldest first
};

}  // namespace bangtin
