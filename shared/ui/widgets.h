// The house widgets: the only things that pages draw with. Each one that can be used has a stable
// id, a label and at least 36 logical pixels of height. Thread: the window's, inside a frame.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/theme.h"

namespace bangtin::ui {

enum class Tone { Plain, Muted, Accent, Good, Wait, Bad };
enum class Look { Primary, Secondary, Danger };

/// A status: always icon, word and colour together.
struct Mark {
  const char* icon = "";
  std::string word;
  Tone tone = Tone::Plain;
};

// --- layout: sizes in logical pixels; 0 is what is left, negative leaves that much --------------
/// For buttons, whose 0 fits the label: all that is left.
inline constexpr float kRest = -0.001F;
/// The whole window; `blocked` while a sheet stands above: nothing of it can be used.
void begin_screen(bool blocked);
void end_screen();
/// With so many rows; they stand closer where the window is too low for them.
void begin_rail(std::string_view title, std::string_view subtitle, float width, int rows = 0);
bool rail_item(std::string_view id, const char* icon, std::string_view label, bool selected);
/// One that has to be found in a hurry: red.
bool rail_alarm(std::string_view id, const char* icon, std::string_view label);
/// Rows that scroll where the window is too low; below them one row is seen whatever its height.
void begin_rail_rows();
void end_rail_rows();
/// What follows in the rail, or in its rows, stands at the bottom: so many rows and notes.
void rail_bottom(int rows, int notes);
void rail_note(std::string_view words, Tone tone);
void end_rail();
/// A white surface that scrolls when its content is higher.
void begin_card(std::string_view id, float width, float height);
void end_card();
/// The space right of the rail or of a card, without a surface of its own.
void begin_area(std::string_view id, float width, float height);
void end_area();
/// The same without padding, for parts of a card that scroll or have a fixed height.
void begin_plain(std::string_view id, float height);
void end_plain();
/// A part `width` wide and as high as its content.
void begin_column(std::string_view id, float width);
void end_column();
/// Buttons beside a labelled field stand as high as its box.
void below_label();
void end_below_label();
/// Draws once in the middle of the screen: for signing in.
void begin_middle(std::string_view id, float width);
void end_middle();
void beside(float distance = 10);
/// The next thing ends at the right edge, being `width` wide.
void at_right(float width);
void gap(float height = 8);
void line();
float room_width();
float room_height();
struct Area {
  float width = 0;
  float height = 0;
};
/// Of the whole window; also between frames.
Area window_area();

// --- words --------------------------------------------------------------------------------------
void words(std::string_view text, Tone tone = Tone::Plain, Type type = Type::Body);
/// Wrapped at the right edge.
void paragraph(std::string_view text, Tone tone = Tone::Plain);
/// In one line; ends in "…" where the room does.
void heading(std::string_view text);
void mark(const Mark& status);
/// A status as high as a button, for rows with buttons.
void centred_mark(const Mark& status);
/// A title with its status below, as high as a button.
void titled_mark(std::string_view title, const Mark& status);
struct Figure {
  std::string value;
  std::string word;
};
/// Large figures side by side.
void figures(const std::vector<Figure>& all);
/// A band with an icon: something the person must know on this page.
void banner(const Mark& status);
/// The same with a cross; true when the person closed it.
bool closable_banner(std::string_view id, const Mark& status, std::string_view close);
/// The same with a button, below the words where these have little room; true when it was pressed.
bool banner_with_button(std::string_view id, const Mark& status, const char* icon,
                        std::string_view label);
/// Something under way: a status, what else is known at its right, and a bar below.
void progress(const Mark& status, std::string_view aside, int permille);
void empty_state(const char* icon, std::string_view title, std::string_view hint);
/// The words of a pairing, large and apart, to be compared with another screen.
void large_words(const std::vector<std::string>& words);

// --- what can be used ---------------------------------------------------------------------------
/// `width` 0 fits the label.
bool button(std::string_view id, const char* icon, std::string_view label, Look look,
            bool enabled = true, float width = 0);
/// A square button with an icon only; `label` is its tooltip and its name.
bool icon_button(std::string_view id, const char* icon, std::string_view label,
                 bool enabled = true);
float button_width(const char* icon, std::string_view label);
/// A row of a list: a coloured bar, a title, a status below it.
bool list_row(std::string_view id, std::string_view title, const Mark& status, Colour bar,
              bool selected);
bool check_row(std::string_view id, std::string_view label, bool& value, float width = 0);

// --- tables -------------------------------------------------------------------------------------
struct Column {
  std::string title;
  float weight = 1;
  bool number = false;  ///< its title stands at the right, as number_cell does
};
/// A new row begins with the first cell. `begin_table` false: nothing is drawn, do not end.
bool begin_table(std::string_view id, const std::vector<Column>& columns);
/// The next cell; draw its content after this.
void cell();
void cell(std::string_view text, Tone tone = Tone::Plain);
void number_cell(std::string_view text);
void end_table();

// --- above everything ---------------------------------------------------------------------------
void begin_sheet(std::string_view id, std::string_view title, float width);
/// True when Escape was pressed.
bool end_sheet();
void toast(const Mark& message);

}  // namespace bangtin::ui
