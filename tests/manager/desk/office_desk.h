// The office that tests of pages begin with: a server in memory on a Sunday morning, notices ready
// to be written or approved. Thread: one.
#pragma once

#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {

class OfficeDesk : public testing::Test {
 protected:
  OfficeDesk() { server_.now = *from_iso8601("2026-11-22T01:00:00.000Z"); }

  ItemContent notice(const std::string& title, const std::string& body = "Kính gửi bà con!") {
    ItemContent content;
    content.title = title;
    content.body = body;
    content.agency = "UBND xã Tân Hưng";
    content.commune_code = "30337";
    content.province_code = "91";
    content.valid_from = server_.now;
    content.valid_until = server_.now + std::chrono::hours(48);
    return content;
  }
  /// A notice that waits for approval.
  ItemRecord waiting_item(const std::string& title) {
    server_.me.login = "hoa";
    return submitted(server_.add_item(notice(title)).value());
  }
  ItemRecord submitted(const ItemRecord& item) {
    return server_.submit_item(item.id, item.content, server_.now).value();
  }
  /// An approved notice, as two people make it.
  ItemId approved_item(const std::string& title) {
    const ItemRecord submitted = waiting_item(title);
    server_.me.login = "nam";
    EXPECT_TRUE(server_
                    .approve_item(submitted.id, *submitted.submitted, checks_for(submitted.content),
                                  server_.now)
                    .ok());
    return submitted.id;
  }

  FakeDeskServer server_;
};

}  // namespace bangtin::desk
