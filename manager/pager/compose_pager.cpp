#include "manager/pager/compose_pager.h"

#include "shared/compose/pages.h"

namespace bangtin {

std::vector<Page> ComposePager::paginate(const ItemContent& content, Size zone_px) {
  return bangtin::paginate(*fonts_, content, zone_px);
}

}  // namespace bangtin
