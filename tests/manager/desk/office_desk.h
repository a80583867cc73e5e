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

  /// The files that the desk gave to its links since the last look.
  static std::vector<UploadJob> jobs_of(Desk& desk) {
    std::vector<UploadJob> jobs;
    for (const UploadOrder& order : desk.take_upload_orders()) {
      if (const auto* job = std::get_if<UploadJob>(&order)) jobs.push_back(*job);
    }
    return jobs;
  }
  /// The only one of these.
  static UploadJob job_of(Desk& desk) {
    const std::vector<UploadJob> jobs = jobs_of(desk);
    EXPECT_EQ(jobs.size(), 1U);
    return jobs.size() == 1 ? jobs[0] : UploadJob{};
  }
  void tell(Desk& desk, int number,
            const std::variant<MediaProgress, ConversionRecord, Error>& what) {
    desk.take(UploadReport{number, what}, server_.now);
  }
  void tell(DeskWindow& window, int number,
            const std::variant<MediaProgress, ConversionRecord, Error>& what) {
    tell(window.desk, number, what);
    window.driver.idle();
  }
  /// What the server makes of a picture file.
  static ConversionRecord picture_made(const Digest& blob = {}) {
    ConversionRecord done;
    done.state = ConversionState::Done;
    done.media = Media{};
    done.media->blob = blob;
    done.media->size_bytes = 1000;
    done.media->chunks.resize(1);
    done.media->media_type = "image/jpeg";
    done.media->size_px = {1600, 900};
    return done;
  }
  static Error away() { return {Code::Unavailable, "no connection", "net.unavailable"}; }

  FakeDeskServer server_;
};

}  // namespace bangtin::desk
