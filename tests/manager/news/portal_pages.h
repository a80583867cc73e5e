// Pages of made-up communes, built and littered as the portals of provinces and communes are. The
// first five follow the seed pages one by one. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/news/feed.h"

namespace bangtin {

struct PortalPage {
  const char* name;   ///< of its kind
  FeedSource source;  ///< where it stands
  std::string bytes;
  std::string title;  ///< what is to be read of it
  std::string lead;
  std::string told;     ///< the source
  std::string date;     ///< ISO 8601; empty: none that can be read
  std::string date_as;  ///< the page's words for it
  std::string link;
  std::string picture;
};

const std::vector<PortalPage>& portal_pages();

}  // namespace bangtin
