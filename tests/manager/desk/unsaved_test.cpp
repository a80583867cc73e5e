// The journal of what is typed and not saved: its bytes, its file, and whose it is.
#include "manager/desk/unsaved.h"

#include "manager/desk/drafts.h"
#include "manager/desk/hours_form.h"
#include "manager/desk/journal_file.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/plan_form.h"
#include "manager/desk/wording.h"
#include "shared/base/files.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "tests/fakes/sample_layout.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/desk/desk_window.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

ItemForm typed_item(const std::string& draft) {
  ItemForm form;
  form.draft = draft;
  form.title = "Đang viết \"dở\"\nhai dòng";
  return form;
}

PlaylistForm typed_playlist() {
  PlaylistForm form;
  form.draft = "new-1";
  form.name = "Bản tin tết";
  form.items = {{"item-1"}, {"item-2"}};
  form.boards = {BoardId{"b1"}};
  form.groups = {{"g1"}};
  form.tags = {"đông người"};
  form.schedule.priority = 6;
  form.schedule.drawn = LayoutId{"bo-cuc-1"};
  form.revision = 4;
  form.every_board = true;
  return form;
}

ScheduleForm typed_schedule() {
  ScheduleForm form;
  form.base.id = {"playlist-1"};
  form.base.name = "Bản tin sáng";
  form.base.revision = 7;
  form.from = "01/12/20";  // Not typed to its end.
  form.until = "mai";
  form.weekdays = {true, false, true, false, false, false, true};
  form.hours = {{"6:00", "7:3"}, {"", ""}};
  form.priority = 5;
  form.repeat = int(Repeat::BothMoons);
  form.every = "ba";
  form.month_day = "31";
  form.leap = 2;
  form.holidays = 1;
  form.except = "25/12/2030, ";
  form.also = "24/12";
  form.other = true;
  return form;
}

TimetableForm typed_hours() {
  TimetableForm form;
  form.scope = TimetableScope::Board;
  form.id = "b1";
  form.quiet = {int(HoursChoice::Rows), {{{"21:00", "6:"}, {true, false, false, true}}}};
  form.panel = {int(HoursChoice::Never), {{{"5:00", "22:00"}, {}}}};
  return form;
}

Journal full_journal() {
  UnsavedForms forms;
  forms.items["new-1"] = typed_item("new-1");
  forms.playlists["new-1"] = typed_playlist();
  LayoutForm layout = layout_form_of(sample::layout());
  layout.overtaken = true;
  forms.layouts[layout.id] = layout;
  forms.schedules[{"playlist-1"}] = typed_schedule();
  forms.hours["board.b1"] = typed_hours();
  forms.uploads = {{.path = "/giay/qđ.pdf", .draft = "new-1"},
                   {.path = "/phim/hội.mp4", .draft = "item-2", .video = true},
                   {.path = "/anh/chữ.txt", .problem = "Không phải ảnh."}};
  return {{"nguoi-1", forms}};
}

TEST(Journal, EachKindOfFormComesBackAsItWasTyped) {
  const Journal before = full_journal();
  const JournalRead read = journal_from(journal_bytes(before), "");
  EXPECT_TRUE(read.damaged.empty());
  ASSERT_EQ(read.journal.size(), 1U);
  const UnsavedForms& forms = read.journal.at("nguoi-1");
  EXPECT_EQ(forms.items.at("new-1").title, "Đang viết \"dở\"\nhai dòng");
  EXPECT_TRUE(forms.items.at("new-1").changed);
  PlaylistForm playlist = typed_playlist();
  playlist.changed = true;
  EXPECT_EQ(forms.playlists.at("new-1"), playlist);
  LayoutForm layout = before.at("nguoi-1").layouts.begin()->second;
  layout.changed = true;
  EXPECT_EQ(forms.layouts.at(layout.id), layout);
  const ScheduleForm typed = typed_schedule();
  const ScheduleForm& schedule = forms.schedules.at({"playlist-1"});
  EXPECT_EQ(schedule.base.revision, 7);
  EXPECT_EQ(std::tie(schedule.from, schedule.until, schedule.every, schedule.month_day,
                     schedule.except, schedule.also, schedule.weekdays, schedule.hours),
            std::tie(typed.from, typed.until, typed.every, typed.month_day, typed.except,
                     typed.also, typed.weekdays, typed.hours));
  EXPECT_EQ(std::tie(schedule.priority, schedule.repeat, schedule.leap, schedule.holidays,
                     schedule.other),
            std::tie(typed.priority, typed.repeat, typed.leap, typed.holidays, typed.other));
  const TimetableForm& hours = forms.hours.at("board.b1");
  EXPECT_EQ(hours.quiet.rows.at(0).hours.end, "6:");
  EXPECT_EQ(hours.quiet.rows.at(0).weekdays, typed_hours().quiet.rows.at(0).weekdays);
  EXPECT_EQ(hours.panel.choice, int(HoursChoice::Never));
  EXPECT_EQ(hours.panel.rows.at(0).hours.begin, "5:00") << "kept while another choice stands";
  EXPECT_EQ(problem_of(hours.problems, "hours.quiet.end.0"), text("plan.end_wrong"))
      << "what is not typed to its end is not saved by a click";
  EXPECT_EQ(forms.uploads, before.at("nguoi-1").uploads);
  EXPECT_EQ(journal_bytes(read.journal), journal_bytes(before));
}

TEST(Journal, PicturesThatAnEarlierReleaseHadNotSentAreFilesThatWait) {
  const Json draft = draft_json(typed_item("new-3")).set("pictures", Json::Array{"/anh/chợ.jpg"});
  const std::string line =
      Json().set("owner", "nguoi-1").set("kind", "item").set("form", draft).dump();
  const JournalRead read = journal_from(line, "");
  EXPECT_EQ(read.journal.at("nguoi-1").items.size(), 1U);
  const Upload upload{.path = "/anh/chợ.jpg", .draft = "new-3"};
  EXPECT_EQ(read.journal.at("nguoi-1").uploads, std::vector<Upload>{upload});
}

TEST(Journal, AnOlderReleaseNamedNoOwner) {
  const std::string older =
      Json()
          .set("drafts", Json::Array{draft_json(typed_item("new-1")), Json().set("title", 1),
                                     draft_json(typed_item("item-7"))})
          .dump();
  const JournalRead read = journal_from(older, owner_by_login("hoa"));
  EXPECT_EQ(read.journal.at("login.hoa").items.size(), 2U);
  ASSERT_EQ(read.damaged.size(), 1U) << "the one without words";
  EXPECT_EQ(journal_from(read.damaged[0], "").damaged.size(), 1U);
  EXPECT_TRUE(journal_from("{\"drafts\":[]}", "").journal.empty());
  EXPECT_TRUE(journal_from("", "").damaged.empty());
}

TEST(Journal, ADamagedLineTakesNoOtherWithIt) {
  const std::string bytes = journal_bytes(full_journal());
  std::size_t lines = 0;
  for (std::size_t at = 0; at < bytes.size(); at = bytes.find('\n', at) + 1, ++lines) {
    std::string damaged = bytes;
    damaged[at + 5] = '\n';
    const JournalRead read = journal_from(damaged, "");
    EXPECT_EQ(read.damaged.size(), 2U);
    const UnsavedForms& forms = read.journal.at("nguoi-1");
    EXPECT_EQ(forms.items.size() + forms.playlists.size() + forms.layouts.size() +
                  forms.schedules.size() + forms.hours.size() + forms.uploads.size(),
              7U);
    for (const Upload& upload : forms.uploads) {
      EXPECT_FALSE(upload.draft == "new-1" && forms.items.empty())
          << "the next form of that name would get it";
    }
  }
  EXPECT_EQ(lines, 8U);
  for (const char* line :
       {"{}", "[]", "{\"drafts\":1}", "{\"form\":{},\"kind\":\"thơ\",\"owner\":\"a\"}",
        "{\"form\":{\"choice\":9},\"kind\":\"hours\",\"owner\":\"a\"}"}) {
    EXPECT_EQ(journal_from(line, "").damaged, std::vector<std::string>{line});
  }
}

TEST(Journal, AFileWhoseFormIsDamagedGoesToTheLibraryAlone) {
  UnsavedForms forms;
  forms.uploads = {{.path = "/phim/hội.mp4", .draft = "new-1", .video = true},
                   {.path = "/giay/qđ.pdf", .draft = "item-7"}};
  const std::string bytes = journal_bytes({{"nguoi-1", forms}});
  const std::string damaged =
      Json()
          .set("owner", "nguoi-1")
          .set("kind", "item")
          .set("form",
               draft_json(typed_item("new-2")).set("pictures", Json::Array{"/anh/a.jpg", 1}))
          .dump();
  const JournalRead read = journal_from(bytes + damaged, "");
  EXPECT_EQ(read.damaged, std::vector<std::string>{damaged});
  const std::vector<Upload> expected{{.path = "/phim/hội.mp4"},
                                     {.path = "/giay/qđ.pdf", .draft = "item-7"}};
  EXPECT_EQ(read.journal.at("nguoi-1").uploads, expected) << "an item of the server is no orphan";
}

TEST(Journal, MoreFilesThanADeskListsArePutAside) {
  UnsavedForms forms;
  forms.uploads.resize(limits::kUploadsListedMax + 1, {.path = "/anh/chợ.jpg"});
  const JournalRead read = journal_from(journal_bytes({{"nguoi-1", forms}}), "");
  EXPECT_EQ(read.journal.at("nguoi-1").uploads.size(), limits::kUploadsListedMax);
  EXPECT_EQ(read.damaged.size(), 1U) << "and nothing is lost";
}

TEST(Journal, TheSameNameOfTwoOwnersIsNoLoss) {
  UnsavedForms mine, older;
  mine.items["new-1"] = typed_item("new-1");
  older.items["new-1"] = typed_item("new-1");
  older.items["new-2"] = typed_item("new-2");
  const Upload first{.path = "/anh/một.jpg", .draft = "new-1"};
  const Upload second{.path = "/anh/hai.jpg", .draft = "new-2"};
  const Upload of_library{.path = "/anh/ba.jpg"};
  older.uploads = {first, second, of_library};
  merge_into(mine, older);
  EXPECT_EQ(mine.items.size(), 2U);
  EXPECT_EQ(older.items.size(), 1U);
  EXPECT_EQ(mine.uploads, (std::vector<Upload>{second, of_library}));
  EXPECT_EQ(older.uploads, std::vector<Upload>{first}) << "beside the form that it is for";
}

class UnsavedPages : public testing::Test {
 protected:
  UnsavedPages() {
    server_.now = *from_iso8601("2026-11-22T01:00:00.000Z");
    server_.add_account("hoa", "Nguyễn Thị Hoa",
                        {Role::Editor, Role::Technician, Role::Administrator});
    server_.add_board("b1", "Chợ Tân Hưng");
    server_.all_layouts = {sample::layout()};
    PlaylistRecord playlist;
    playlist.name = "Bản tin sáng";
    EXPECT_TRUE(server_.save_playlist(playlist).ok());
  }
  /// Something unsaved of each kind.
  static void type_all(DeskWindow& window) {
    window.sign_in("hoa");
    window.click("go.compose");
    window.click("item.new");
    window.fill("title", "Đang viết dở");
    window.click("go.playlist");
    window.click("playlist.new");
    window.fill("playlist.name", "Bản tin tết");
    window.click("playlist.playlist-1");
    window.fill("playlist.name", "Bản tin tối");
    window.click("go.plan");
    window.click("plan.view.schedule");
    window.click("schedule.playlist-1");
    window.fill("plan.except", "25/12/20");
    window.click("plan.view.hours");
    window.click("hours.panel");
    window.click("hours.panel.1");
    window.fill("hours.panel.begin.0", "5:30");
    window.click("go.settings");
    window.click("settings.layouts");
    window.click("layout.bo-cuc-1");
    window.fill("layout.name", "Ba cột");
  }
  static void expect_all(DeskWindow& window) {
    EXPECT_READS(window, "Đang viết dở");
    window.click("go.playlist");
    EXPECT_READS(window, "Chưa lưu");
    window.click("Bản tin tết");
    EXPECT_EQ(window.desk.state().playlist.name, "Bản tin tết");
    window.click("playlist.playlist-1");
    EXPECT_EQ(window.desk.state().playlist.name, "Bản tin tối");
    window.click("go.plan");
    window.click("plan.view.schedule");
    window.click("schedule.playlist-1");
    EXPECT_EQ(window.desk.state().plan.schedule.except, "25/12/20");
    EXPECT_FALSE(window.driver.enabled("plan.save"));
    window.click("plan.view.hours");
    EXPECT_EQ(window.desk.state().plan.hours.panel.rows.at(0).hours.begin, "5:30");
    window.click("go.settings");
    window.click("settings.layouts");
    EXPECT_READS(window, "Chưa lưu");
    window.click("layout.bo-cuc-1");
    EXPECT_EQ(window.desk.state().layouts.form.name, "Ba cột");
  }
  static std::size_t count(const UnsavedForms& forms) {
    return forms.items.size() + forms.playlists.size() + forms.layouts.size() +
           forms.schedules.size() + forms.hours.size();
  }
  FakeDeskServer server_;
  TempFolder folder_;
};

TEST_F(UnsavedPages, WhatWasTypedOutlivesTheProgramAndSigningOut) {
  {
    JournalFile file(folder_.path());
    DeskWindow window(server_);
    type_all(window);
    file.keep(window.desk, Monotonic(kJournalEvery));
  }
  JournalFile file(folder_.path());
  JournalFile::Found found = file.read("");
  EXPECT_EQ(found.problem, "");
  EXPECT_EQ(count(found.journal.at("hoa")), 6U);
  DeskWindow window(server_, {1366, 768}, 1.0F, std::move(found.journal));
  window.sign_in("hoa");
  window.click("go.compose");
  expect_all(window);
  window.click("sign_out");
  window.sign_in("hoa");
  window.click("go.compose");
  expect_all(window);
  EXPECT_EQ(count(window.desk.journal().at("hoa")), 6U);
}

std::vector<std::string> paths_given(Desk& desk) {
  std::vector<std::string> paths;
  for (const UploadOrder& order : desk.take_upload_orders()) {
    if (const auto* job = std::get_if<UploadJob>(&order)) paths.push_back(job->path);
  }
  return paths;
}

TEST_F(UnsavedPages, FilesOnTheirWayOutliveTheProgramAndSigningOutAndGoOnForWhoSentThem) {
  server_.add_account("nam", "Trần Văn Nam", {Role::Editor});
  const std::vector<std::string> both{"/giay/quyết định.pdf", "/anh/chợ.jpg"};
  JournalFile file(folder_.path());
  {
    DeskWindow window(server_);
    window.sign_in("hoa");
    window.click("go.compose");
    window.click("item.new");
    window.fill("title", "Quyết định số 12");
    for (const std::string& path : both) window.desk.drop_file(path);
    EXPECT_EQ(paths_given(window.desk), both);
    file.keep(window.desk, Monotonic(kJournalEvery));
  }
  DeskWindow window(server_, {1366, 768}, 1.0F, file.read("").journal);
  window.sign_in("nam");
  EXPECT_TRUE(window.desk.state().uploads.empty()) << "they are another's";
  window.click("sign_out");
  for (int i = 0; i < 2; ++i) {
    window.sign_in("hoa");
    EXPECT_EQ(paths_given(window.desk), both);
    window.click("go.compose");
    window.click("draft.new-1");
    EXPECT_READS(window, "quyết định.pdf");
    EXPECT_READS(window, "chợ.jpg");
    window.click("sign_out");
  }
  window.sign_in("hoa");
  ConversionRecord done;
  done.state = ConversionState::Done;
  done.media = Media{};
  done.pages.resize(2);
  for (const Upload& upload : std::vector<Upload>(window.desk.state().uploads)) {
    window.desk.take(UploadReport{upload.number, done}, window.now());
    done.pages.clear();  // The other is a picture.
  }
  EXPECT_EQ(window.desk.state().drafts.at("new-1").media.size(), 3U);
  EXPECT_TRUE(window.desk.journal().at("hoa").uploads.empty());
}

TEST_F(UnsavedPages, NobodySeesWhatAnotherTypedOnTheSamePc) {
  server_.add_account("nam", "Trần Văn Nam", {Role::Editor, Role::Technician, Role::Administrator});
  DeskWindow window(server_);
  type_all(window);
  const auto expect_nothing_but = [&](std::size_t own_drafts) {
    const State& state = window.desk.state();
    EXPECT_EQ(state.drafts.size(), own_drafts);
    EXPECT_TRUE(state.playlists_kept.empty() && state.plan.kept.empty());
    EXPECT_TRUE(state.layouts.kept.empty() && state.plan.kept_hours.empty());
    EXPECT_TRUE(state.item.draft.empty() && state.playlist.draft.empty());
    EXPECT_TRUE(state.layouts.form.name.empty() && state.plan.schedule.base.id.empty());
    EXPECT_FALSE(state.plan.hours.changed);
    EXPECT_FALSE(state.sheet);
  };
  window.click("sign_out");
  window.sign_in("nam");
  expect_nothing_but(0);
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Của Nam");
  window.click("sign_out");
  window.sign_in("hoa");
  window.click("go.compose");
  EXPECT_FALSE(window.driver.reads("Của Nam"));
  expect_all(window);
  window.desk.take(LinkLost{{Code::Denied, "the session ended", ""}}, window.now());
  window.sign_in("nam");
  expect_nothing_but(1);
  window.click("go.compose");
  EXPECT_READS(window, "Của Nam");
  EXPECT_FALSE(window.driver.reads("Đang viết dở"));
  EXPECT_EQ(count(window.desk.journal().at("hoa")), 6U);
}

TEST_F(UnsavedPages, WhoeverTypesOnAfterHisSessionEndedLosesNothing) {
  DeskWindow window(server_);
  type_all(window);
  window.desk.take(LinkLost{{Code::Denied, "the session ended", ""}}, window.now());
  window.sign_in("hoa");
  window.click("go.settings");
  EXPECT_EQ(window.desk.state().layouts.form.name, "Ba cột") << "still open";
  window.click("go.compose");
  expect_all(window);
}

TEST_F(UnsavedPages, APlaylistThatSomebodyElseSavedMeanwhileIsKeptOrGivenUpByAClick) {
  std::string bytes;
  {
    DeskWindow window(server_);
    window.sign_in("hoa");
    window.click("go.playlist");
    window.click("playlist.playlist-1");
    window.fill("playlist.name", "Bản tin tối");
    bytes = journal_bytes(window.desk.journal());
  }
  PlaylistRecord theirs = server_.all_playlists.at(0);
  theirs.name = "Bản tin trưa";
  ASSERT_TRUE(server_.save_playlist(theirs).ok());
  for (const bool mine : {false, true}) {
    DeskWindow window(server_, {1366, 768}, 1.0F, journal_from(bytes, "").journal);
    window.sign_in("hoa");
    window.click("go.playlist");
    window.click("playlist.playlist-1");
    EXPECT_READS(window, "Người khác vừa sửa danh sách này.");
    EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
    window.click(mine ? "playlist.keep" : "playlist.theirs");
    EXPECT_FALSE(window.driver.reads("Người khác vừa sửa danh sách này."));
    EXPECT_EQ(window.desk.state().playlist.name, mine ? "Bản tin tối" : "Bản tin trưa");
    EXPECT_EQ(window.driver.enabled("playlist.save"), mine);
    if (!mine) continue;
    window.click("playlist.save");
    EXPECT_EQ(server_.all_playlists.at(0).name, "Bản tin tối");
    EXPECT_TRUE(window.desk.journal().empty());
  }
}

TEST_F(UnsavedPages, TheFileIsWrittenOnceASecondAndKeepsAsideWhatIsDamaged) {
  JournalFile file(folder_.path() / "desk");
  const auto path = folder_.path() / "desk" / "drafts.json";
  DeskWindow window(server_);
  Monotonic now{kJournalEvery};
  window.sign_in("hoa");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Một");
  file.keep(window.desk, now);
  const std::string first = files::read_all(path, 1 << 20).value();
  EXPECT_NE(first.find("\"Một\""), first.npos);
  window.fill("title", "Hai");
  file.keep(window.desk, now + kJournalEvery - Millis(1));
  EXPECT_EQ(files::read_all(path, 1 << 20).value(), first);
  file.keep(window.desk, now + kJournalEvery);
  const std::string second = files::read_all(path, 1 << 20).value();
  EXPECT_NE(second.find("\"Hai\""), second.npos);

  ASSERT_TRUE(files::write_atomic(path, "hỏng\n" + second).ok());
  for (int time = 1; time <= 2; ++time) {
    const JournalFile::Found found = JournalFile(folder_.path() / "desk").read("");
    EXPECT_EQ(found.journal.at("hoa").items.size(), 1U);
    EXPECT_NE(found.problem.find("drafts.unreadable.json"), found.problem.npos);
    std::string aside;
    for (int i = 0; i < time; ++i) aside += "hỏng\n";
    EXPECT_EQ(files::read_all(folder_.path() / "desk" / "drafts.unreadable.json", 1 << 20).value(),
              aside)
        << "what was put aside before stays";
  }
  EXPECT_TRUE(JournalFile(folder_.path() / "none").read("").journal.empty());
}

}  // namespace
}  // namespace bangtin::desk
