// An office over a real SQLite file, with people, and steps that tests take again and again.
// Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "manager/store/office.h"
#include "tests/fakes/plain_pager.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {

class OfficeFixture : public testing::Test {
 protected:
  OfficeFixture();

  /// A second office on the same file: another process.
  struct Other {
    std::unique_ptr<Db> db;
    std::unique_ptr<Office> office;
  };
  Other open_other();

  /// Key of the error, "" when it went well.
  template <class T>
  static std::string key_of(const Result<T>& result) {
    return result.ok() ? "" : result.error().key;
  }
  template <class T>
  static std::string failure(const Result<T>& result) {
    return result.ok() ? "ok"
                       : std::string(code_name(result.error().code)) + " " + result.error().key;
  }

  /// Which commune it is, and that Lan and Minh may sign.
  void set_commune();
  BoardRecord pair(const std::string& name, Size canvas_px = {1920, 1080});
  KeyPair new_key() { return KeyPair::generate(random_); }
  /// Registers a picture whose bytes are stored.
  Media stored_media(const std::string& bytes);
  ItemContent notice(const std::string& title = "Thông báo");
  ItemRecord add(const ItemContent& content) {
    return office_->add_item(lan_, content, now_).value();
  }
  /// With what they sign beside it.
  Result<ItemRecord> submit(const Person& who, const ItemId& id, const ItemVersion& version);
  Result<ItemRecord> approve(const Person& who, const ItemId& id, const Digest& version,
                             const std::vector<ReviewCheck>& checked = all_checks());
  ItemRecord submitted(const ItemContent& content);
  ItemRecord approved(const ItemContent& content);
  ItemVersion next_version(const ItemRecord& item);
  PlaylistRecord playlist(const std::vector<ItemRecord>& items,
                          const std::vector<BoardRecord>& boards);
  std::vector<Delivery> publish(const PlaylistRecord& playlist) {
    return office_->publish(lan_, playlist.id, now_).value();
  }
  /// The newest selection of a board, as its select role names it.
  Selection selection_of(const BoardId& board);
  std::int64_t count(const std::string& table);

  TempFolder folder_;
  SeededRandom random_{2026};
  Instant now_ = sample::midnight();
  std::unique_ptr<Db> db_ = open_sqlite(folder_.file("bangtin.db")).value();
  std::unique_ptr<Disk> disk_ = open_posix_disk(folder_.path() / "data").value();
  BlobStore blobs_{*disk_, "blobs"};
  KeyPair seal_key_ = KeyPair::generate(random_);
  std::unique_ptr<Office> office_;
  PlainPager pager_;
  Person admin_{{"admin"}, "quan.tri", "Quản trị", {Role::Administrator}, false};
  Person lan_{{"lan"}, "lan", "Lan", {Role::Editor}, false};
  Person minh_{{"minh"}, "minh", "Minh", {Role::Approver}, false};
  Person tech_{{"tech"}, "ky.thuat", "Kỹ thuật", {Role::Technician}, false};
};

}  // namespace bangtin
