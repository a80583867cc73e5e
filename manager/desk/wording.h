// How the desk says things: states as icon, word and colour; choices; sentences for errors. Pure.
// Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/core/amounts.h"
#include "manager/core/review.h"
#include "manager/desk/state.h"

namespace bangtin::desk {

/// What boards do with an item that may play.
enum class Air {
  Off,    ///< no published playlist has it, or no board is on the air
  Plays,  ///< in the hours of its playlist
  Rests,  ///< the state mourns
};
/// Of what plays nowhere while the state mourns.
ui::Mark resting_mark();
/// The state of an item at an instant.
ui::Mark mark_of(const ItemRecord& item, Air air, Instant now);
/// The state of a form that differs from what the server has.
ui::Mark mark_of(const ItemForm& form);
/// "Đang gửi · 45 %"
ui::Mark mark_of(const UploadRun& run);
/// Of a file that is not on its way yet.
ui::Mark waiting_mark(const State& state);
ui::Mark mark_of(const PlaylistRecord& playlist);
ui::Mark mark_of(const Delivery& delivery);
/// "đã nhận 9/12"
ui::Mark delivered_mark(std::size_t confirmed, std::size_t all);

/// The colour of the bar beside a row.
ui::Colour bar_of(ItemKind kind, int priority);

std::vector<std::string> kind_names();
std::vector<std::string> category_names();
std::vector<std::string> origin_names();
std::vector<std::string> owner_names();
std::vector<std::string> priority_names();
std::vector<std::string> language_names();
/// BCP 47 tags in the order of language_names().
const std::vector<std::string>& language_tags();

/// "(chưa có tiêu đề)" for an item without one.
std::string title_of(std::string_view title);
/// The name of an account where it is known, else the login.
std::string name_of_login(const State& state, const std::string& login);
/// “Name”.
std::string quoted(const std::string& name);

/// The sentence of the problem with this field; empty when there is none.
std::string problem_of(const std::vector<Problem>& problems, std::string_view field);

/// "chợ, trường học": tags as typed, and back; what is blank or twice is left out.
std::string tag_text(const std::vector<std::string>& tags);
std::vector<std::string> tags_in(std::string_view text);

/// "a, b và c".
std::string listed(const std::vector<std::string>& parts);

/// A sentence for each of the first few; the last tells how many more there are.
std::vector<std::string> personal_data_words(const std::vector<PersonalData>& found);
/// What is known beside its stage; empty while it is too early to say.
std::string aside_of(const State& state, const UploadRun& run);
/// "1920 × 1080 · 12,4 MB"
std::string size_words(const Media& media);
/// Of a clip: "1 phút 5 giây, có tiếng".
std::string playing_words(const Media& clip);
/// "1.234.567"
std::string number_text(std::int64_t number);

}  // namespace bangtin::desk
