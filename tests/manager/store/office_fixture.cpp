#include "tests/manager/store/office_fixture.h"

#include "shared/protocol/content_json.h"
#include "shared/trust/house_roles.h"
#include "shared/trust/parse.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {

OfficeFixture::OfficeFixture() {
  CHECK(Office::prepare(*db_).ok());
  office_ =
      std::make_unique<Office>(OfficeParts{*db_, blobs_, seal_key_, random_, kPasswordCostTest});
}

OfficeFixture::Other OfficeFixture::open_other() {
  Other other{open_sqlite(folder_.file("bangtin.db")).value(), nullptr};
  other.office = std::make_unique<Office>(
      OfficeParts{*other.db, blobs_, seal_key_, random_, kPasswordCostTest});
  return other;
}

void OfficeFixture::set_commune() {
  const Commune commune{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 420};
  CHECK(office_->set_commune(admin_, commune, now_).ok());
  OfficeSigners::begin(*office_, admin_, {lan_}, {minh_}, now_);
}

Result<ItemRecord> OfficeFixture::submit(const Person& who, const ItemId& id,
                                         const ItemVersion& version) {
  const std::string list =
      OfficeSigners::next(*office_, KeyClass::Compose, version, who.login, now_);
  return office_->submit_item(who, id, version, list, now_);
}

Result<ItemRecord> OfficeFixture::approve(const Person& who, const ItemId& id,
                                          const Digest& version,
                                          const std::vector<ReviewCheck>& checked) {
  const std::string list =
      OfficeSigners::next(*office_, KeyClass::Approve, version, who.login, now_);
  return office_->approve_item(who, id, version, checked, list, now_);
}

BoardRecord OfficeFixture::pair(const std::string& name, Size canvas_px) {
  const PairingOffer offer =
      office_->begin_pairing({new_key().public_key(), canvas_px, "0.1.0"}, now_).value();
  return office_->accept_pairing(tech_, offer.code, name, now_).value();
}

Media OfficeFixture::stored_media(const std::string& bytes) {
  const BlobPlan plan = plan_of(bytes);
  CHECK(blobs_.put(bytes).ok());
  const Media media{plan.blob, plan.size_bytes, plan.chunks, "image/jpeg", {800, 600}};
  return office_->add_media(lan_, media, now_).value();
}

ItemContent OfficeFixture::notice(const std::string& title) {
  ItemContent content = sample::notice_content();
  content.title = title;
  content.media.clear();
  return content;
}

ItemVersion OfficeFixture::next_version(const ItemRecord& item) {
  return pager_.version(item.id, item.version_number + 1, lan_.login, item.content,
                        office_->zones().value(), now_);
}

ItemRecord OfficeFixture::submitted(const ItemContent& content) {
  const ItemRecord item = add(content);
  return submit(lan_, item.id, next_version(item)).value();
}

ItemRecord OfficeFixture::approved(const ItemContent& content) {
  const ItemRecord item = submitted(content);
  return approve(minh_, item.id, *item.submitted, checks_for(content)).value();
}

PlaylistRecord OfficeFixture::playlist(const std::vector<ItemRecord>& items,
                                       const std::vector<BoardRecord>& boards) {
  PlaylistRecord wanted;
  wanted.name = "Sáng";
  for (const ItemRecord& item : items) wanted.items.push_back(item.id);
  for (const BoardRecord& board : boards) wanted.boards.push_back(board.id);
  return office_->save_playlist(lan_, wanted, now_).value();
}

Selection OfficeFixture::selection_of(const BoardId& board) {
  const auto chosen = office_->selection_of(board, now_).value();
  const std::string role = office_->trust_file(select_role(board) + ".json").value();
  const auto targets = tuf::parse_targets(tuf::parse_envelope(role)->signed_part).value();
  EXPECT_TRUE(describes(targets.targets.at(selection_path(board)),
                        std::int64_t(chosen.bytes.size()), sha256(chosen.bytes)));
  Selection selection = selection_from_json(Json::parse(chosen.bytes).value()).value();
  EXPECT_EQ(selection.generation, chosen.generation);
  EXPECT_EQ(selection.board, board);
  return selection;
}

std::int64_t OfficeFixture::count(const std::string& table) {
  return int_of(db_->query("SELECT COUNT(*) FROM " + table).value()[0][0]);
}

}  // namespace bangtin
