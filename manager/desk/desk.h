// Desk: the state of the window, stepped by commands of the pages and reports of the link. No I/O,
// no clock: requests are handed out, drafts are handed over. Thread: the window's.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "manager/desk/state.h"
#include "manager/desk/unsaved.h"
#include "manager/desk/upload_sender.h"

namespace bangtin::desk {

/// How long it is said that something went well.
inline constexpr Seconds kToastShown{4};

class Desk {
 public:
  /// `journal` is what the last run left unsaved.
  Desk(SignInForm sign_in, Journal journal);

  const State& state() const { return state_; }

  /// Applies what the pages asked for, in order.
  void apply(const Commands& commands, Instant now);
  /// Takes in what the link told.
  void take(const Report& report, Instant now);
  void take(const UploadReport& report, Instant now);
  void take(const LibraryReport& report, Instant now);
  void take(const BackupReport& report, Instant now);
  /// The link has no room for a request: it was not sent. What a person asked for is told to him
  /// and stays as he left it; what the pages load by themselves is asked for again.
  void refuse(const Request& request, Instant now);
  /// A file that was dropped onto the window.
  void drop_file(const std::string& path);
  /// Forgets what has run out. Returns how long the picture stays true when nothing else happens.
  Millis tick(Instant now);

  /// What the previewer made of the state; asks for the pictures that it misses.
  void show_preview(std::shared_ptr<const Preview> preview);

  /// How much room there is for the picture from the glass.
  void fit_glass(Size room_px);

  /// Requests to send, oldest first; each is handed out once.
  std::vector<Request> take_requests() { return std::exchange(requests_, {}); }
  /// The same for the page Kho.
  std::vector<LibraryJob> take_library_jobs() { return std::exchange(library_jobs_, {}); }
  /// The same of files on their way.
  std::vector<UploadOrder> take_upload_orders() { return std::exchange(upload_orders_, {}); }
  /// True once after another display was chosen: it is to be put in force and kept.
  bool take_display_changed() { return std::exchange(display_changed_, false); }
  /// The same of backups.
  std::vector<BackupOrder> take_backup_orders() { return std::exchange(backup_orders_, {}); }
  /// True once after something was done that the journal may not hold yet: it is to be stored.
  bool take_drafts_changed() { return std::exchange(drafts_changed_, false); }
  /// What nobody's server has, of all who typed on this PC.
  Journal journal() const;

 private:
  struct Doer;
  void send(Request request) { requests_.push_back(std::move(request)); }
  Request request(Deed deed) const;
  void open_item(const ItemId& id);
  void keep_form();
  /// Does something with the form of that draft, wherever it stands, and keeps it. Where the open
  /// form is the server's copy of an item, as on the page of who judges, what was typed lies
  /// beside.
  template <class Change>
  bool change_form(const std::string& name, const Change& change) {
    const auto draft = state_.drafts.find(name);
    const bool kept = draft != state_.drafts.end();
    const bool open = state_.item.draft == name;
    const bool typed = state_.item.changed || state_.item.busy;
    if (open && (typed || !kept)) {
      change(state_.item);
      keep_form();
    } else if (kept) {
      change(draft->second);
      drafts_changed_ = true;
    }
    return open || kept;
  }
  void save_item(bool submit, Instant now);
  /// A name that none of these forms has.
  template <class Forms>
  std::string new_draft(const Forms& forms) {
    std::string draft;
    do {
      draft = "new-" + std::to_string(++drafts_made_);
    } while (forms.contains(draft));
    return draft;
  }
  void settle_clash(bool as_new);
  bool send_item(ItemForm& form, bool submit, Instant now);
  void send_unsent(Instant now);
  void open_first_waiting();
  void take_outcome(const Outcome& outcome, Instant now);
  void take_beginning(const Outcome& outcome);
  void take_saved_item(const Outcome& outcome);
  void take_failed_item(const Outcome& outcome);
  void take_snapshot(std::shared_ptr<const Snapshot> seen, Instant now);
  void fail(const Outcome& outcome);
  void say(std::string_view key, Instant now);
  void tell(std::string sentence, Instant now);
  Page first_page() const;
  // desk_sight.cpp
  void load_sight();
  void load_versions();
  void load_pictures();
  void load_picture(const Media& media);
  void load_again();
  // desk_history.cpp
  void load_history();
  void take_history(const Outcome& outcome);
  void take_loaded(const Outcome& outcome);
  void make_room_for_picture();
  // desk_play_report.cpp
  void load_report();
  void choose_period(Period period, Instant now);
  void save_report(ReportFormat format, Instant now);
  void take_play_report(const Outcome& outcome, Instant now);
  // desk_steps.cpp
  void edit_item(ItemForm form);
  void cure_item(const Cure& cure, Instant now);
  void step_item(bool forth, Instant now);
  void step_schedule(bool forth, Instant now);
  void step_hours_form(bool forth, Instant now);
  void tell_saved_stays(Instant now);
  void settle_item_past();
  void follow_past(const std::string& before, const std::string& now, bool handed_in);
  // desk_plan.cpp
  void open_plan(Instant now);
  void step_plan(const PlanStep& step, Instant now);
  void open_schedule(PlaylistId id, Instant now);
  void save_schedule();
  void publish_schedule();
  void settle_plan();
  BoardDays days_of_boards(const std::vector<const BoardRecord*>& boards,
                           std::chrono::year_month_day day) const;
  void settle_schedule(Instant now);
  void load_plan();
  void settle_run(Instant now);
  void take_plan(const Outcome& outcome);
  void take_schedule(const Outcome& outcome, Instant now);
  // desk_playlist.cpp
  void begin_playlist();
  void open_playlist(const PlaylistId& id);
  void edit_playlist(const PlaylistForm& form);
  void step_playlist(bool forth);
  void begin_sending_playlist();
  bool is_worth_keeping(const PlaylistForm& form) const;
  void leave_playlist();
  void open_kept_playlist(const std::string& draft);
  void drop_playlist();
  void keep_playlist(Instant now);
  void take_playlist(const Outcome& outcome);
  void take_saved_playlist(PlaylistForm& form, const PlaylistRecord& playlist) const;
  void forget_playlist(const std::string& draft);
  void settle_playlist();
  // desk_hours.cpp
  void step_hours(const PlanStep& step, Instant now);
  void open_hours(TimetableScope scope, const std::string& id);
  void save_hours();
  void settle_hours();
  void take_hours(const Outcome& outcome);
  // desk_holidays.cpp
  void step_holidays(const HolidayStep& step);
  void set_holidays(HolidayList list, HolidayDeed deed);
  void take_holidays(const Outcome& outcome);
  // desk_groups.cpp
  void step_groups(const GroupStep& step);
  void take_saved_group();
  void settle_board(const Snapshot& before_all);
  // desk_map.cpp
  void step_map(const MapStep& step);
  void open_board(const BoardId& id);
  bool drop_map_file(const std::string& path);
  // desk_library.cpp
  void step_library(const LibraryStep& step, Instant now);
  void open_library(Instant now);
  void refresh_library(Instant now);
  void settle_library();
  void order(LibraryOrder order);
  void open_draft(const ItemRecord& item);
  void take_found(const LibraryOrder& order, const LibraryFound& found, Instant now);
  void take_refusal(const LibraryOrder& order, const Error& error);
  void take_story(const StoryTaken& taken, Instant now);
  void take_thumbnail(const std::string& key, std::shared_ptr<const Bitmap> picture);
  void ask_for_thumbnails();
  void open_feed(const FeedId& id);
  void save_feed();
  void change_feed(const std::function<void(FeedRecord&)>& change);
  void open_media(const Digest& blob);
  void drop_media(const Digest& blob);
  void edit_link(const LinkForm& form);
  void read_link();
  void take_article(const StoryRecord& story, Instant now);
  void take_link_refusal(const Error& error);
  void write_by_hand(Instant now);
  void import_province(const std::string& path);
  void take_import(const ProvinceImportRecord& record, Instant now);
  void use_media(const Digest& blob);
  // desk_upload.cpp
  void add_upload(Upload upload);
  void add_to_library(const std::string& path);
  void add_to_item(const std::string& path);
  void send_video();
  void stop_video();
  /// What is on its way for a form goes to it under its new name.
  void follow_draft(const std::string& before, const std::string& now);
  /// Of the form that is dropped: its video is stopped, the rest goes to the library alone.
  void drop_files();
  void take_back_files();
  void end_upload(int number);
  void next_uploads();
  void try_uploads_again(Instant now);
  /// What was sent stays on the server, and goes on when somebody is signed in again.
  void end_session();
  void take_ended(Upload upload, const UploadReport& report, Instant now);
  void take_ended_video(const Upload& upload, const UploadReport& report, Instant now);
  // desk_sheet.cpp
  void publish_item(const Sheet& sheet);
  void answer_sheet(bool confirmed);
  // desk_factor.cpp
  void ask_factor(Deed deed);
  void step_factor(const FactorStep& step);
  void take_factor(const Outcome& outcome);
  // desk_account.cpp
  void ask_account(Deed deed, Instant now);
  void step_account(const AccountStep& step, Instant now);
  bool drop_key_copy(const std::string& path);
  void take_key_places(const KeyPlaces& places);
  void take_account(const Outcome& outcome, Instant now);
  // desk_display.cpp
  void step_display(const DisplayStep& step);
  // desk_orders.cpp
  void step_orders(const OrderStep& step, Instant now);
  void settle_glass();
  void take_glass(const Outcome& outcome);
  // desk_backup.cpp
  void step_backup(const BackupStep& step);
  void make_backup();
  void restore_backup();
  void end_backup();
  // desk_layouts.cpp
  void step_layouts(const LayoutStep& step);
  void open_layout(const LayoutId& id);
  void put_layout(LayoutForm form);
  void save_layout();
  void drop_layout();
  void take_layout(const Outcome& outcome);
  void settle_layouts();
  // desk_unsaved.cpp
  UnsavedForms unsaved() const;
  void put_unsaved(UnsavedForms forms);
  void leave_pages();
  void change_person(const Person& me);
  // desk_provinces.cpp
  void read_province_card(std::string path);
  void step_provinces(const ProvinceStep& step);
  bool drop_province_card(const std::string& path);
  void take_provinces(const Outcome& outcome);
  // desk_settings.cpp
  void step_settings(const SettingsStep& step, Instant now);
  void open_person(const Person& person);
  void save_person();
  void save_recovery_sheet(Instant now);
  void take_settings(const Outcome& outcome);
  void settle_settings();

  State state_;
  std::vector<Request> requests_;
  std::vector<UploadOrder> upload_orders_;
  std::vector<LibraryJob> library_jobs_;
  std::vector<BackupOrder> backup_orders_;
  std::set<std::string> thumbnails_asked_;
  Instant library_loaded_{};
  std::string token_;       ///< of the session
  std::string group_sent_;  ///< the name that was sent last
  Journal others_;          ///< what is unsaved of whoever is not signed in
  std::string owner_;       ///< whose the forms of `state_` are: who signed in last
  int uploads_made_ = 0;
  std::optional<Instant> uploads_again_;  ///< not before: the server did not answer
  int backups_made_ = 0;
  /// What the plan's days were made of.
  std::shared_ptr<const Snapshot> planned_of_;
  std::vector<std::shared_ptr<const Manifest>> planned_from_;
  std::pair<std::string, bool> planned_for_;  ///< the day as typed, and whether its week
  std::set<Digest> asked_;                    ///< versions and pictures that are on their way
  std::size_t pictures_coming_ = 0;           ///< of these, which the link still has to tell of
  bool drafts_changed_ = false;
  bool display_changed_ = false;
  int drafts_made_ = 0;
};

}  // namespace bangtin::desk
