// bangtin-desk-story: the pages of the desk, clicked as its people would, against a real server: a
// new commune begins, a board is paired, a notice written, approved, published, confirmed, its
// times set, reported on and withdrawn; a video goes from its file to the board. Started by
// tests/e2e/desk.py. Real time runs in it. Thread: one.
#include <CLI/CLI.hpp>

#include "tests/e2e/desk_window.h"
#include "tests/e2e/files_story.h"
#include "tests/e2e/news_story.h"
#include "tests/e2e/places_story.h"
#include "tests/e2e/province_story.h"
#include "tests/e2e/unsaved_story.h"
#include "tests/e2e/vaccination_story.h"

namespace bangtin::desk {
namespace {

void add_person(Window& window, const Plan& plan, const std::string& login, const std::string& name,
                const std::string& role) {
  window.click("person.new");
  window.fill("person.name", name);
  window.fill("person.login", login);
  window.fill("person.password", plan.password);
  window.click("role." + role);
  window.click("person.save");
  window.until("person." + login);
}

/// A server that knows nobody becomes a commune whose people sign.
void begin_the_commune(Window& window, const Plan& plan) {
  window.click("sign_in.other");
  window.fill("token", plan.token);
  window.fill("display_name", "Nguyễn Văn Quản");
  window.fill("login", "quantri");
  window.fill("password", plan.password);
  window.fill("password_again", plan.password);
  window.click("sign_in.now");
  window.until("commune.name");
  window.fill("commune.name", "Xã Tân Hưng");
  window.fill("commune.agency", "UBND xã Tân Hưng");
  window.fill("commune.code", "31108");
  window.fill("commune.province", "91");
  window.click("commune.save");
  window.until("trust.begin");
  add_person(window, plan, "bientap", "Trần Thị Lan", "editor");
  add_person(window, plan, "lanhdao", "Lê Minh Đức", "approver");
  add_person(window, plan, "kythuat", "Phạm Quốc Huy", "technician");
  window.click("settings.commune");
  window.click("trust.begin");
  window.fill("sheet.now", plan.password);
  window.click("sheet.confirm");
  window.until("trust.sheet_written");
  window.click("trust.sheet_written");
  window.until_reads("Chưa đủ hai người ký");
  window.click("sign_out");
}

void sign_the_keys(Window& window, const Plan& plan, const std::string& waiting) {
  window.sign_in("quantri");
  if (!window.reads(waiting)) window.click("go.settings");
  window.until_reads(waiting);
  window.click("trust.sign");
  window.fill("sheet.now", plan.password);
  window.click("sheet.confirm");
  window.until_reads("Chữ ký đầy đủ");
  window.click("sign_out");
}

/// Each makes a key at the first sign-in, and the administrator confirms them.
void confirm_the_keys(Window& window, const Plan& plan) {
  for (const char* login : {"bientap", "lanhdao"}) {
    window.sign_in(login);
    window.until_reads("Khoá của bạn chờ quản trị xác nhận.");
    window.click("sign_out");
  }
  sign_the_keys(window, plan, "2 khoá chờ xác nhận.");
}

/// Three questions, then the sheet to be written down.
void begin_on_this_pc(Window& window, const Plan& plan) {
  window.click("entry.begins");
  window.fill("commune.name", "Xã Tân Hưng");
  window.fill("commune.code", "31108");
  window.fill("commune.province", "91");
  window.fill("display_name", "Nguyễn Văn Quản");
  window.fill("login", "quantri");
  window.fill("password", plan.password);
  window.fill("password_again", plan.password);
  window.click("sign_in.now");
  window.until("trust.sheet_written");
  window.click("trust.sheet_written");
  add_person(window, plan, "lanhdao", "Lê Minh Đức", "approver");
  window.click("sign_out");
  window.sign_in("lanhdao");
  window.until_reads("Khoá của bạn chờ quản trị xác nhận.");
  window.click("sign_out");
  sign_the_keys(window, plan, "1 khoá chờ xác nhận.");
}

void pair_the_board(Window& window, const Plan& plan) {
  window.sign_in("kythuat");
  window.click("go.boards");
  window.fill("pairing.code", plan.code);
  window.click("pairing.find");
  window.until("pairing.accept");
  for (const std::string& word : plan.words) {
    if (!window.reads(word)) fail("the word of the board is not on the page: " + word);
  }
  window.fill("pairing.name", "Bảng nhà văn hoá");
  window.click("pairing.accept");
  window.until_reads("Bảng nhà văn hoá");
  window.click("sign_out");
}

void write_the_notice(Window& window, const Plan& plan) {
  write_with_picture(window, plan, "Thông báo tạm ngừng cấp nước",
                     "Kính gửi bà con! Ngày mai tạm ngừng cấp nước từ 8 giờ đến 11 giờ.");
  window.until_enabled("item.submit");
  window.click("item.submit");
  window.until_reads("Chờ duyệt");
  window.click("sign_out");
}

/// A file that is no video is refused; the right one is left while it is converted, and goes on.
void make_the_video(Window& window, const Plan& plan) {
  window.sign_in("bientap");
  window.click("go.compose");
  window.click("item.new");
  window.fill("title", "Phòng cháy mùa khô");
  window.click("kind");
  window.click("kind.3");
  window.fill("video", plan.no_video);
  window.click("video.send");
  window.until_reads("Tệp này không phải là ảnh, video hay tài liệu PDF");
  window.fill("video", plan.video);
  window.click("video.send");
  window.until_reads("Đang chuyển đổi");
  window.click("sign_out");
  window.sign_in("bientap");
  window.click("draft.new-1");
  window.until("video.remove");
  window.until_reads("6 giây, có tiếng");
  window.until_reads("Trên màn hình, video chạy ở đúng chỗ này.");
  window.until_poster();
  window.until_enabled("item.submit");
  window.click("item.submit");
  window.until_reads("Chờ duyệt");
  window.click("sign_out");
}

/// By the administrator.
void open_the_provinces(Window& window) {
  window.sign_in("quantri");
  window.until("go.settings");
  window.click("go.settings");
  window.until("settings.provinces");
  window.click("settings.provinces");
}

/// The administrator reads the province's key file; the words are those that the province says.
void let_the_province_in(Window& window, const Plan& plan) {
  open_the_provinces(window);
  window.until_reads("Xã chưa cho tỉnh nào đưa tin.");
  window.fill("province.card", plan.handed_over);
  window.click("province.read");
  window.until("province.let_in");
  for (const std::string& word : plan.words) {
    if (!window.reads(word)) fail("the word of the province is not on the page: " + word);
  }
  window.click("province.let_in");
  window.fill("sheet.now", plan.password);
  window.click("sheet.confirm");
  window.until_reads("Đơn vị 99091 · cần 2 trong 3 khoá");
}

void shut_the_province_out(Window& window, const Plan& plan) {
  open_the_provinces(window);
  window.until("province.out.99091");
  window.click("province.out.99091");
  window.fill("sheet.now", plan.password);
  window.click("sheet.confirm");
  window.until_reads("Xã chưa cho tỉnh nào đưa tin.");
}

/// A file that is none of a province, then the right one.
void take_from_the_province(Window& window, const Plan& plan) {
  window.sign_in("bientap");
  window.click("go.library");
  window.until("library.view.province");
  window.click("library.view.province");
  window.until_reads("Chưa có tin nào của tỉnh.");
  window.fill("province.path", plan.picture);
  window.click("province.import");
  window.until_reads("Đây không phải tệp tin bài do văn phòng tỉnh xuất ra.");
  window.fill("province.path", plan.handed_over);
  window.click("province.import");
  window.until_reads("Đã nhập tin của đơn vị 99091: 1 tin mới");
  window.until_reads("Tin của tỉnh (1)");
  window.until_reads("Bà con không ra khơi.");
}

void approve_and_publish(Window& window) {
  window.sign_in("lanhdao");
  window.until_reads("Chờ duyệt (1)");
  window.until_reads("Đúng bản chờ duyệt");
  for (const char* check : {"source", "dates", "names", "maps", "personal_data"}) {
    window.click(std::string("check.") + check);
  }
  window.until_enabled("item.approve");
  window.click("item.approve");
  window.until_reads("Đã duyệt");
  window.click("item.publish");
  window.click("sheet.confirm");
  window.until_reads("đã nhận 1/1");
}

/// While the PC still works, the approver copies the key onto a stick.
void copy_the_key(Window& window, const Plan& plan) {
  window.sign_in("lanhdao");
  window.click("account");
  window.until_reads("Khoá của bạn sẵn sàng để ký.");
  window.click("account.copies");
  window.fill("account.password", plan.password);
  window.click("account.sheet");
  window.until("account.save_copy");
  window.fill("account.folder", plan.stick);
  window.click("account.save_copy");
  window.until_reads("Đã chép");
  window.click("account.save_paper");
  window.until_reads("In trang này");
  window.click("account.close");
  window.click("sign_out");
}

/// On a PC that has no key.
void ask_for_the_key(Window& window, const Plan& plan, const std::string& login,
                     const std::string& field, const std::string& value) {
  window.sign_in(login);
  window.until("key.recover");
  window.click("key.recover");
  window.fill(field, value);
  window.fill("account.password", plan.password);
  window.click("account.recover_now");
}

/// Somebody else's sheet, a slip, then the right one.
void bring_the_key(Window& window, const Plan& plan) {
  ask_for_the_key(window, plan, "bientap", "account.typed", plan.sheet);
  window.until_reads("của người khác, hoặc của khoá cũ đã thay");
  window.click("account.close");
  window.click("sign_out");
  const std::string slip = plan.sheet.substr(0, plan.sheet.size() - 1);
  ask_for_the_key(window, plan, "lanhdao", "account.typed", slip);
  window.until_reads("Hãy so lại từng nhóm bốn chữ.");
  window.fill("account.typed", plan.sheet);
  window.click("account.recover_now");
  window.until_reads("Khoá của bạn sẵn sàng để ký.");
  window.click("account.close");
  window.click("sign_out");
}

/// On a third PC the copy on the stick does the same.
void bring_the_key_on_a_stick(Window& window, const Plan& plan) {
  ask_for_the_key(window, plan, "lanhdao", "account.file", plan.stick);
  window.until_reads("Khoá của bạn sẵn sàng để ký.");
}

/// What the board shows now, and by which schedule: then another one for it.
void set_the_times(Window& window) {
  window.click("go.plan");
  window.until_reads("Trên màn hình");
  window.until_reads("có lịch");
  window.click("plan.view.moment");
  window.until_reads("Thông báo tạm ngừng cấp nước");
  window.until("plan.picture");
  window.click("plan.view.schedule");
  window.click("schedule." + window.state().seen->playlists.at(0).id.text);
  window.fill("plan.except", "25/12/2030");
  window.click("plan.priority");
  window.click("plan.priority.5");
  window.until_reads("Hằng ngày, cả ngày, trừ 25/12/2030");
  window.click("plan.save");
  window.until_reads("Đã lưu lịch.");
  window.click("plan.publish");
  window.click("sheet.confirm");
  window.until_reads("Đã phát.");
  window.click("plan.view.day");
  window.until_reads("(ưu tiên 5) có lịch");
}

/// The last notice is dragged to the top and one moved down by keys; the playlist goes to a group,
/// on the whole screen.
void arrange(Window& window) {
  window.sign_in("bientap");
  window.click("go.playlist");
  window.until("playlist.new");
  window.click("playlist." + window.state().seen->playlists.at(0).id.text);
  window.until_reads("Chưa chọn nơi chiếu");
  window.drag_onto("entry.2", "entry.0", 0.1F);
  window.click("entry.1");
  window.alt(ui::Key::Down);
  window.click("entry.0.remove");
  window.ctrl('z');
  window.click("playlist.layout");
  window.click("playlist.layout.3");
  window.click("playlist.priority");
  window.click("playlist.priority.6");
  window.click("group." + window.state().seen->groups.at(0).id.text);
  window.until_reads("Tới 1 màn hình: Bảng chợ.");
  window.click("playlist.publish");
  window.click("sheet.confirm");
  window.until_reads("đã nhận 1/1");
  window.click("go.plan");
  window.click("plan.view.week");
  window.until("week.6");
  window.until_reads("(ưu tiên 6) có lịch");
}

void withdraw(Window& window) {
  window.click("go.compose");
  window.click("item." + window.state().seen->items().at(0).id.text);
  window.until_reads("Đang phát");
  window.click("item.withdraw");
  window.fill("sheet.reason", "Đã có nước lại");
  window.click("sheet.confirm");
  window.until_reads("Đã thu hồi: Đã có nước lại");
}

void read_the_report(Window& window) {
  window.click("go.reports");
  window.until("report.by");
  window.click("report.by");
  window.click("Từng ngày, tin, màn hình");
  window.until_reads("Thông báo tạm ngừng cấp nước");
  window.until_reads("Bảng nhà văn hoá");
}

/// All items are here, and the link stands while nothing happens.
void see_all_items(Window& window, const Plan& plan) {
  window.sign_in("bientap");
  window.click("go.compose");
  window.until_items(plan.count);
  window.stand_online(Seconds(12));
}

int story(const Plan& plan, const std::string& part) {
  Window window(plan);
  if (part == "begin") {
    begin_the_commune(window, plan);
    confirm_the_keys(window, plan);
  } else if (part == "own") {
    begin_on_this_pc(window, plan);
  } else if (part == "again") {
    window.sign_in("quantri");
    window.until("go.settings");
  } else if (part == "publish") {
    pair_the_board(window, plan);
    write_the_notice(window, plan);
    approve_and_publish(window);
    set_the_times(window);
  } else if (part == "copy_key") {
    copy_the_key(window, plan);
  } else if (part == "new_pc") {
    bring_the_key(window, plan);
    approve_and_publish(window);
  } else if (part == "third_pc") {
    bring_the_key_on_a_stick(window, plan);
  } else if (part == "arrange") {
    arrange(window);
  } else if (part == "places") {
    write_for_a_group(window);
    publish_further_than_it_may_go(window);
  } else if (part == "vaccination") {
    bring_the_vaccination_notice_up(window, plan);
  } else if (part == "leave") {
    leave_all_unsaved(window);
  } else if (part == "find") {
    find_all_unsaved(window);
  } else if (part == "begin_to_send") {
    begin_to_send(window, plan);
  } else if (part == "go_on_sending") {
    go_on_sending(window);
  } else if (part == "back_up") {
    back_up(window, plan);
  } else if (part == "restore") {
    restore(window, plan);
  } else if (part == "many") {
    see_all_items(window, plan);
  } else if (part == "news") {
    bring_the_news(window, plan);
    approve_and_publish(window);
    window.click("sign_out");
    take_from_the_library(window);
  } else if (part == "stories") {
    take_the_stories(window, plan);
  } else if (part == "province") {
    take_from_the_province(window, plan);
  } else if (part == "inbox") {
    take_the_provinces_items(window, plan);
  } else if (part == "second") {
    put_the_provinces_item_second(window);
  } else if (part == "let_in") {
    let_the_province_in(window, plan);
  } else if (part == "shut_out") {
    shut_the_province_out(window, plan);
  } else if (part == "video") {
    make_the_video(window, plan);
    approve_and_publish(window);
  } else {
    window.sign_in("bientap");
    withdraw(window);
    read_the_report(window);
  }
  return 0;
}

}  // namespace
}  // namespace bangtin::desk

int main(int count, char** values) {
  CLI::App app("The desk by clicks against a real server", "bangtin-desk-story");
  bangtin::desk::Plan plan;
  std::string part;
  app.add_option("part", part, "of a story: one of the names in story()")->required();
  app.add_option("--server", plan.server, "none: nothing is known yet");
  app.add_option("--pin", plan.pin);
  app.add_option("--own-folder", plan.own_folder, "of the server of this PC's own");
  app.add_option("--own-listen", plan.own_listen);
  app.add_option("--password", plan.password)->required();
  app.add_option("--keys", plan.keys, "the folder with these people's keys")->required();
  app.add_option("--token", plan.token, "that makes the first administrator");
  app.add_option("--code", plan.code);
  app.add_option("--word", plan.words);
  app.add_option("--board", plan.boards, "the name of one");
  app.add_option("--picture", plan.picture);
  app.add_option("--feed", plan.feed);
  app.add_option("--link", plan.link, "of an article");
  app.add_option("--handed-over", plan.handed_over);
  app.add_option("--count", plan.count, "of the items there are");
  app.add_option("--journal", plan.journal, "the folder of what is not saved");
  app.add_option("--stick", plan.stick, "a folder, or the copy of a key or all on it");
  app.add_option("--sheet", plan.sheet, "of a person's key");
  app.add_option("--video", plan.video);
  app.add_option("--no-video", plan.no_video);
  CLI11_PARSE(app, count, values);
  return bangtin::desk::story(plan, part);
}
