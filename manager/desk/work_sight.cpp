// What the desk reads on the network of the item at hand: nothing is another by it.
#include "manager/desk/work.h"

namespace bangtin::desk {

bool is_about_sight(Deed deed) {
  return deed == Deed::LoadVersion || deed == Deed::LoadPicture || deed == Deed::LoadHistory;
}

Status DeskWork::look_at_item(const Request& request, Outcome& outcome) {
  if (request.deed == Deed::LoadVersion) {
    outcome.version = TRY(server_.version(request.version));
  } else if (request.deed == Deed::LoadHistory) {
    outcome.history = TRY(server_.item_history(request.item));
  } else {
    outcome.picture = std::make_shared<const Bitmap>(TRY(server_.picture(request.media)));
  }
  return {};
}

}  // namespace bangtin::desk
