// The handlers that the table of api.cpp names, by the file they live in. Thread: the caller's.
#pragma once

#include "manager/server/api.h"

namespace bangtin::api {

/// A list of ids. Errors: invalid.
template <class Identifier>
Result<std::vector<Identifier>> ids_in(const Json& json, std::string_view name,
                                       std::size_t count_max) {
  std::vector<Identifier> ids;
  for (const Json& entry : *TRY(json.array_at(name, count_max))) {
    if (!entry.as_string() || !is_id_text(*entry.as_string())) {
      return Error{Code::Invalid, std::string(name), "server.bad_json"};
    }
    ids.push_back(Identifier{*entry.as_string()});
  }
  return ids;
}

// api_backups.cpp
Result<Response> last_backup(Call& call);
Result<Response> begin_backup(Call& call);
Result<Response> backup(Call& call);
Result<Response> backup_files(Call& call);
Result<Response> backup_file(Call& call);
Result<Response> finish_backup(Call& call);
Result<Response> drop_backup(Call& call);

// api_feedback.cpp
Result<Response> feedback_list(Call& call);
Result<Response> feedback(Call& call);
Result<Response> see_feedback(Call& call);
Result<Response> dismiss_feedback(Call& call);
Result<Response> answer_feedback(Call& call);

// api_people.cpp
Result<Response> health(Call& call);
Result<Response> setup(Call& call);
Result<Response> sign_in(Call& call);
Result<Response> second_factor(Call& call);
Result<Response> offer_second_factor(Call& call);
Result<Response> confirm_second_factor(Call& call);
Result<Response> drop_second_factor(Call& call);
Result<Response> second_factor_logins(Call& call);
Result<Response> reset_second_factor(Call& call);
Result<Response> sign_out(Call& call);
Result<Response> me(Call& call);
Result<Response> change_password(Call& call);
Result<Response> people(Call& call);
Result<Response> add_person(Call& call);
Result<Response> change_person(Call& call);
Result<Response> commune(Call& call);
Result<Response> set_commune(Call& call);

// api_items.cpp
/// A picture from outside, through the sandboxed child, stored and registered; with a name it is in
/// the library.
Result<Media> keep_picture(Call& call, std::string_view bytes,
                           const std::optional<std::string>& name = std::nullopt);
Result<Response> add_media(Call& call);
Result<Response> blob(Call& call);
Result<Response> zones(Call& call);
Result<Response> items(Call& call);
Result<Response> add_item(Call& call);
Result<Response> item(Call& call);
Result<Response> item_history(Call& call);
Result<Response> save_item(Call& call);
Result<Response> submit_item(Call& call);
Result<Response> approve_item(Call& call);
Result<Response> return_item(Call& call);
Result<Response> withdraw_item(Call& call);
Result<Response> version(Call& call);

// api_library.cpp
Result<Response> library(Call& call);
Result<Response> keep_media(Call& call);
Result<Response> drop_media(Call& call);

// api_media.cpp
Result<Response> add_upload(Call& call);
Result<Response> uploads(Call& call);
Result<Response> upload(Call& call);
Result<Response> append_upload(Call& call);
Result<Response> drop_upload(Call& call);
Result<Response> add_conversion(Call& call);
Result<Response> conversions(Call& call);
Result<Response> conversion(Call& call);
Result<Response> cancel_conversion(Call& call);

// api_news.cpp
Result<Response> feeds(Call& call);
Result<Response> add_feed(Call& call);
Result<Response> try_feed(Call& call);
Result<Response> change_feed(Call& call);
Result<Response> remove_feed(Call& call);
Result<Response> fetch_feed(Call& call);
Result<Response> stories(Call& call);
Result<Response> set_aside(Call& call);
Result<Response> read_link(Call& call);
Result<Response> story_picture(Call& call);
Result<Response> take_stories(Call& call);

// api_playlists.cpp
Result<Response> playlists(Call& call);
Result<Response> add_playlist(Call& call);
Result<Response> save_playlist(Call& call);
Result<Response> delete_playlist(Call& call);
Result<Response> publish(Call& call);
Result<Response> delivery(Call& call);

// api_reports.cpp
Result<Response> events(Call& call);
Result<Response> audit(Call& call);
Result<Response> report_shown(Call& call);
Result<Response> report_plays(Call& call);
Result<Response> report_proof(Call& call);

// api_groups.cpp
Result<Response> groups(Call& call);
Result<Response> add_group(Call& call);
Result<Response> save_group(Call& call);
Result<Response> delete_group(Call& call);
Result<Response> tag_board(Call& call);
Result<Response> timetables(Call& call);
Result<Response> set_timetable(Call& call);

// api_holidays.cpp
Result<Response> holidays(Call& call);
Result<Response> set_holidays(Call& call);

// api_mourning.cpp
Result<Response> mourning(Call& call);
Result<Response> declare_mourning(Call& call);
Result<Response> end_mourning(Call& call);

// api_layouts.cpp
Result<Response> layouts(Call& call);
Result<Response> add_layout(Call& call);
Result<Response> save_layout(Call& call);
Result<Response> remove_layout(Call& call);

// api_map.cpp
Result<Response> place_board(Call& call);
Result<Response> commune_map(Call& call);
Result<Response> set_commune_map(Call& call);
Result<Response> remove_commune_map(Call& call);

// api_orders.cpp
Result<Response> order_board(Call& call);
Result<Response> ask_picture(Call& call);
Result<Response> board_picture(Call& call);
Result<Response> board_orders(Call& call);
Result<Response> take_picture(Call& call);

// api_trust.cpp
Result<Response> my_key(Call& call);
Result<Response> register_key(Call& call);
Result<Response> person_keys(Call& call);
Result<Response> trust_state(Call& call);
Result<Response> begin_trust(Call& call);
Result<Response> renew_trust(Call& call);
Result<Response> take_root(Call& call);
Result<Response> take_targets(Call& call);
Result<Response> take_shorter_list(Call& call);
Result<Response> trust_file(Call& call);
Result<Response> import_province(Call& call);
Result<Response> live_versions(Call& call);
Result<Response> board_selection(Call& call);
Result<Response> board_time(Call& call);

// api_boards.cpp
Result<Response> begin_pairing(Call& call);
Result<Response> poll_pairing(Call& call);
Result<Response> view_pairing(Call& call);
Result<Response> accept_pairing(Call& call);
Result<Response> refuse_pairing(Call& call);
Result<Response> boards(Call& call);
Result<Response> board(Call& call);
Result<Response> take_off_air(Call& call);
Result<Response> put_on_air(Call& call);
Result<Response> rename_board(Call& call);
Result<Response> assign_board(Call& call);
Result<Response> technicians(Call& call);
Result<Response> revoke_board(Call& call);
Result<Response> board_generation(Call& call);
Result<Response> board_events(Call& call);
Result<Response> board_plays(Call& call);
Result<Response> board_status(Call& call);

}  // namespace bangtin::api
