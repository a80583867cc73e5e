// What the desk does on the network for provinces whose items may stand on the boards.
#include "manager/desk/work.h"

namespace bangtin::desk {

bool is_about_provinces(Deed deed) {
  return deed == Deed::LoadProvinces || deed == Deed::ReadProvinceCard;
}

Status DeskWork::tend_provinces(const Request& request, Outcome& outcome, Instant now) {
  ProvinceServer& server = server_.provinces();
  switch (request.deed) {
    case Deed::LetProvinceIn:
      return server.let_province_in(request.card.keys, request.password, now);
    case Deed::ShutProvinceOut:
      return server.shut_province_out(request.card.keys.code, request.password, now);
    case Deed::ReadProvinceCard:
      outcome.card = TRY(server.read_province_card(request.key_file));
      break;
    default:
      outcome.provinces = TRY(server.provinces_let_in(now));
      break;
  }
  return {};
}

}  // namespace bangtin::desk
