// The pages of the desk, one file each: draw what the state says, give commands for what the person
// does. Nothing else: no I/O, no clock but `now`. Thread: the window's, inside a frame.
#pragma once

#include <optional>
#include <string>

#include "manager/desk/state.h"

namespace bangtin::desk {

/// The whole window.
void draw(const State& state, Instant now, Commands& commands);

/// The question before a board goes off the air; without one before all do.
Ask ask_off_air(const BoardRecord* board);
/// What the person's key still lacks, above the page; nothing while it can sign.
void draw_key_note(const State& state, Commands& commands);
/// The fields of a sheet about a password. True once all of them are filled in.
bool draw_passwords(const Sheet& sheet, Commands& commands);
/// The way to the choice of language, colours and size while nobody is signed in; and that choice.
void draw_display_button(Commands& commands);
void draw_display(const Display& display, Commands& commands);
/// Who is signed in, above the page: his key, its copies and the way back from them; the ways to
/// his password and second factor.
void draw_account(const State& state, Commands& commands);
/// "Biên tập, Duyệt".
std::string roles_words(const std::vector<Role>& roles);
/// The second factor of one's own sign-in, above the page; and, on the page of a person who has
/// one, its removal by an administrator.
void draw_factor(const State& state, Commands& commands);
void draw_factor_reset(const State& state, Commands& commands);
void draw_sign_in(const State& state, Commands& commands);
void draw_compose(const State& state, Instant now, Commands& commands);
void draw_review(const State& state, Instant now, Commands& commands);

// Parts of the pages about an item.
/// How the page is shared out: list, item, preview. Where the window is too small for three, the
/// preview stands above the page on demand. Widths as in ui::begin_card.
struct ItemColumns {
  float list = 0;
  float item = 0;
  float gap = 0;
  bool preview_beside = false;
};
ItemColumns item_columns(bool open);
/// What there is to take back and forth of what is edited, and what that is about; empty: of
/// several things.
struct Steps {
  bool back = false, forth = false;
  std::string back_what = {}, forth_what = {};
};
/// None while it is not `idle`.
template <class Form>
Steps steps_of(const Past<Form>* past, bool idle) {
  if (past == nullptr || !idle) return {};
  return {!past->before.empty(), !past->after.empty()};
}
/// The same with what each step is about, for forms that can say it.
template <class Form>
Steps named_steps(const Past<Form>* past, const Form& form, bool idle) {
  Steps steps = steps_of(past, idle);
  if (steps.back) steps.back_what = difference(form, past->before.back());
  if (steps.forth) steps.forth_what = difference(form, past->after.back());
  return steps;
}
/// The two buttons, so wide together, and the keys that do the same. Whether the step that was
/// asked for goes forth.
float steps_width();
/// A heading with them at its right.
std::optional<bool> draw_heading_with_steps(const std::string& id, std::string_view words,
                                            const Steps& steps);
std::optional<bool> draw_steps(const std::string& id, const Steps& steps);
/// Opens the preview above the page.
void draw_preview_button(const State& state, Commands& commands);
/// Its state as it is on the boards of this commune.
ui::Mark item_mark(const State& state, const ItemRecord& item, Instant now);
/// The same of a playlist: it rests where all that would play in it does.
ui::Mark playlist_mark(const State& state, const PlaylistRecord& playlist, Instant now);
/// That the state mourns and it rests meanwhile, or will: until when, and what can be done where it
/// does not play again by itself; nothing of what does not rest.
void draw_rest(const State& state, const ItemRecord& item, Instant now);
/// Its state, who wrote it, how far it got, and draw_rest().
void draw_item_state(const State& state, const ItemRecord& item, Instant now);
/// Why it was returned or withdrawn, and whether one person did both.
void draw_remarks(const ItemRecord& item);
/// What it has gone through, each step with who and when, the newest last.
void draw_item_history(const State& state, Instant now);
/// What another saved of the item at hand meanwhile, where it differs from what is typed, and what
/// can be done about it; nothing where nobody did.
void draw_clash(const State& state, Commands& commands);
/// What looks like somebody's personal data, for who does not write it.
void draw_warnings(const ItemContent& content);
/// What the desk warns of in the item at hand: its writer with a button where the desk can put it
/// right. It stands where nothing that is typed into moves when it comes.
void draw_cautions(const State& state, Instant now, Commands& commands);
/// Which pictures cannot be seen, why, and the way to ask for them again; nothing where all can.
void draw_unseen(const State& state, const std::vector<Media>& media, Commands& commands);
/// The way to ask again for what did not come.
void draw_load_again(Commands& commands);
/// At the right, where there is something that may be withdrawn.
void draw_withdraw_button(const State& state, const ItemRecord& item, Instant now,
                          Commands& commands);
/// Asks where an approved item is to go up.
void draw_publish_button(const State& state, const ItemRecord& item, Commands& commands);
/// On how many boards it stands; nothing before it was published.
void draw_delivered(const State& state, const ItemRecord& item);
/// The fields of that question. True when there is a board to publish to.
bool draw_publish_places(const State& state, const Sheet& sheet, Instant now, Commands& commands);
/// The video of a form: its file to be sent, how far that is, or what it became. True when the form
/// changed.
bool draw_video_field(const State& state, bool enabled, ItemForm& form, Commands& commands);
/// Where the item of a form may be shown. True when the form changed; the preview goes to the board
/// that was ticked.
bool draw_places(const State& state, bool enabled, ItemForm& form, Commands& commands);
/// The stories of a News form. True when it changed.
bool draw_stories(const State& state, bool enabled, ItemForm& form);
/// Takes a picture out; stories that had it have none.
void remove_picture(ItemForm& form, std::size_t picture);
/// The preview as a pane at the right, so wide; and above the page.
void draw_preview(const State& state, Instant now, Commands& commands);
float preview_width();
void draw_large_preview(const State& state, Commands& commands);
/// The pixels that the preview's picture may have now.
Size preview_room_px(const State& state);
void draw_plan(const State& state, Instant now, Commands& commands);
/// The day as lanes; and below them, where hours were drawn, what is to become of them.
void draw_lanes(const State& state, Instant now, const BoardDay& day, Commands& commands);
/// What the board shows in the stretch that is told about, and why.
void draw_stretch(const State& state, Instant now, const BoardDay& day, Commands& commands);
/// The part where a week is told.
void draw_week(const State& state, Instant now, Commands& commands);
void draw_under_way(const State& state, const BoardDay& day, Commands& commands);
/// The part of the plan where a playlist's schedule is set, below the page's own heading.
void draw_schedule(const State& state, Instant now, Commands& commands);
/// What was done to the schedule that is open.
Steps schedule_steps(const State& state);
/// Save, drop, publish: of the schedule that is open.
void draw_schedule_actions(const State& state, Commands& commands);
/// The part where the hours of sound and panel are set.
void draw_hours(const State& state, Commands& commands);
/// The part where one moment of this day is told.
void draw_moment(const State& state, const BoardDay& day, Instant now, Commands& commands);
/// The pixels that the picture of a moment may have now.
Size plan_room_px();
void draw_playlist(const State& state, Instant now, Commands& commands);
/// Where a playlist goes: groups, tags, boards. True when the form changed.
bool draw_aims(const State& state, PlaylistForm& form);
/// How it stands there: priority, zone, layout, and what follows from them. True when it changed.
bool draw_standing(const State& state, PlaylistForm& form);
void draw_library(const State& state, Instant now, Commands& commands);
/// The parts of it, below its own heading: what feeds told, what a province handed over, the feeds,
/// pictures, clips and documents, what residents sent.
void draw_news(const State& state, Commands& commands);
void draw_province(const State& state, Instant now, Commands& commands);
/// True of an item that another office's people signed.
bool is_from_province(const ItemRecord& item);
/// How many of them may be shown and are on no board yet.
std::size_t waiting_from_province(const State& state, Instant now);
void draw_feeds(const State& state, Commands& commands);
void draw_media(const State& state, Commands& commands);
void draw_feedback(const State& state, Commands& commands);
/// The pictures or clips of the library above the page, one of them for the item at hand.
void draw_media_chooser(const State& state, Commands& commands);
/// The button that opens it.
void draw_chooser_button(bool clips, bool enabled, Commands& commands);
/// Asks for what can be seen and is not here yet.
void want_thumbnails(const State& state, std::vector<ThumbnailOrder> seen, Commands& commands);
/// How far a file is that is on its way; `name` stands above the words, if one is given.
void draw_run(const State& state, const UploadRun& run, const std::string& name);
/// A file for the library, or for an item: how far it is, and ending it.
void draw_upload(const State& state, const Upload& upload, Commands& commands);
/// The item at hand has room for it.
bool takes_media(const State& state, const MediaRecord& record);
void draw_boards(const State& state, Instant now, Commands& commands);
/// The card with the map, so wide.
void draw_map(const State& state, Instant now, float width, Commands& commands);
/// The last picture from its glass, and asking for a new one.
void draw_glass(const State& state, const BoardRecord& board, Instant now, Commands& commands);
/// What a technician asks of it: volume, brightness, test card, restart.
void draw_orders(const State& state, const BoardRecord& board, Instant now, Commands& commands);
/// Who looks after a board; and, for technicians, to whom it is given.
void draw_assigned(const State& state, const BoardRecord& board);
void draw_assignment(const State& state, const BoardRecord& board, Commands& commands);
/// Its groups and tags.
void draw_groups(const State& state, const BoardRecord& board, Commands& commands);
/// The pixels that the picture of a board may have there.
Size board_room_px();
void draw_emergency(const State& state, Instant now, Commands& commands);
/// State mourning; its days in the question before it is declared, true once they can be; and what
/// every page says meanwhile.
void draw_mourning(const State& state, Instant now, Commands& commands);
bool draw_mourning_days(const State& state, const Sheet& sheet, Instant now, Commands& commands);
void draw_mourning_banner(const State& state, Instant now);
void draw_reports(const State& state, Commands& commands);
void draw_settings(const State& state, Instant now, Commands& commands);
/// The lines of a recovery sheet, large enough to be copied.
void draw_sheet_lines(const std::string& sheet);
/// The part of it about who signs for the commune; and that in a word.
void draw_trust(const State& state, Commands& commands);
ui::Mark trust_mark(const Administration& seen);
/// Something waits for the signature of the commune's own key.
bool wants_signature(const Administration& seen);
/// The provinces whose own items may stand on its boards.
void draw_provinces(const State& state, Commands& commands);
/// The commune's holidays; and how many in a word.
void draw_holidays(const State& state, Instant now, Commands& commands);
ui::Mark holidays_mark(const State& state);
/// The last backup, and the next.
void draw_backups(const State& state, Instant now, Commands& commands);
/// How the last one stands.
ui::Mark backup_mark(const State& state, Instant now);
/// Asks for a backup where one is due; nothing else.
void draw_backup_due(const State& state, Instant now, Commands& commands);
/// The layouts that the commune draws; how many there are.
void draw_layouts(const State& state, Commands& commands);
ui::Mark layouts_mark(const State& state);
/// The backups that a new server of this PC can be filled from. True when another way in was
/// chosen.
bool draw_restore(const State& state, Commands& commands);

/// True when a published playlist has this item.
bool is_playing(const State& state, const ItemId& item);

}  // namespace bangtin::desk
