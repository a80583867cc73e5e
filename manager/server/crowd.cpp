#include "manager/server/crowd.h"

#include <algorithm>

namespace bangtin {

bool Crowd::enter(Guest& guest, const std::string& network) {
  const auto own = guests_.find(network);
  const std::size_t own_count = own == guests_.end() ? 0 : own->second.size();
  if (own_count >= per_address_max_ && !make_room_in(network)) return false;
  if (networks_.size() >= guests_max_) {
    const auto most = std::ranges::max_element(
        guests_, {}, [](const auto& entry) { return entry.second.size(); });
    // Who has as many himself gives way himself.
    if (most == guests_.end() || most->second.size() <= own_count) return false;
    if (!make_room_in(std::string(most->first))) return false;
  }
  networks_[&guest] = network;
  guests_[network].push_back(&guest);
  return true;
}

void Crowd::leave(Guest& guest) {
  const auto found = networks_.find(&guest);
  if (found == networks_.end()) return;
  const auto of = guests_.find(found->second);
  of->second.remove(&guest);
  if (of->second.empty()) guests_.erase(of);
  networks_.erase(found);
}

bool Crowd::make_room_in(const std::string& network) {
  const std::list<Guest*>& all = guests_.at(network);
  const auto oldest =
      std::ranges::find_if(all, [](const Guest* guest) { return guest->is_waiting(); });
  if (oldest == all.end()) return false;
  Guest& gone = **oldest;
  leave(gone);
  gone.cut();
  return true;
}

}  // namespace bangtin
