// Who looks after a board.
#include <gtest/gtest.h>

#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

class OfficeAssignmentTest : public OfficeFixture {
 protected:
  OfficeAssignmentTest() {
    set_commune();
    board_ = pair("Chợ");
    huy_ = technician("huy", "Phạm Quốc Huy");
  }
  Person technician(const std::string& login, const std::string& name) {
    Person person;
    person.login = login;
    person.display_name = name;
    person.roles = {Role::Technician};
    return office_->add_person(admin_, person, "mật khẩu dài của Huy", now_).value();
  }
  std::string last_event_body() {
    const std::int64_t seq = office_->last_event().value();
    const EventRow event = office_->events_after(seq - 1, 1).value().front();
    return event.kind + " " + event.who + " " + event.body.dump();
  }

  BoardRecord board_;
  Person huy_;
};

TEST_F(OfficeAssignmentTest, ABoardIsGivenToATechnicianAndTakenBack) {
  EXPECT_EQ(office_->technicians().value(), (std::vector<Technician>{{"huy", "Phạm Quốc Huy"}}));
  const BoardRecord given =
      office_->assign_board(admin_, board_.id, "huy", " Xem nguồn điện ", now_).value();
  ASSERT_TRUE(given.assignment);
  EXPECT_EQ(*given.assignment,
            (Assignment{"huy", "Phạm Quốc Huy", "Xem nguồn điện", "quan.tri", now_}));
  EXPECT_EQ(office_->boards()->front().assignment, given.assignment);
  EXPECT_EQ(last_event_body(), R"(board.assigned quan.tri {"note":"Xem nguồn điện","to":"huy"})");
  const std::int64_t seq = office_->last_event().value();
  office_->assign_board(tech_, board_.id, "huy", "Xem nguồn điện", now_).value();
  EXPECT_EQ(office_->last_event().value(), seq) << "nothing is new";
  EXPECT_FALSE(office_->assign_board(huy_, board_.id, "", "", now_)->assignment);
  EXPECT_EQ(last_event_body(), R"(board.assigned huy {"note":"","to":""})");
}

TEST_F(OfficeAssignmentTest, WhoseBoardIsRevokedIsFree) {
  office_->assign_board(admin_, board_.id, "huy", "", now_).value();
  EXPECT_FALSE(office_->revoke_board(tech_, board_.id, now_)->assignment);
}

TEST_F(OfficeAssignmentTest, SomebodyWhoIsNoTechnicianIsRefused) {
  EXPECT_EQ(failure(office_->assign_board(admin_, board_.id, "lan", "", now_)),
            "not_found board.no_technician");
  EXPECT_EQ(failure(office_->assign_board(admin_, {"none"}, "huy", "", now_)),
            "not_found board.unknown");
  EXPECT_EQ(failure(office_->assign_board(admin_, board_.id, "huy", std::string(201, 'a'), now_)),
            "invalid board.note_too_long");
  EXPECT_FALSE(office_->board(board_.id)->assignment);
}

}  // namespace
}  // namespace bangtin
