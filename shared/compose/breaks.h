// Where a line may end: Unicode's rules with dictionaries (ICU), and what a Vietnamese reader keeps
// together. Its .cpp is the only file of this folder that meets ICU. Thread: that of the Fonts.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/compose/text.h"

namespace bangtin {

class LineBreaker {
 public:
  /// Errors: unavailable when ICU has no data.
  static Result<std::unique_ptr<LineBreaker>> open();
  ~LineBreaker();

  /// The class of the place before each byte of a paragraph (valid UTF-8). Kept together: what has
  /// a digit ("49/2024/NĐ-CP", "05/9"), a number and its unit ("500 kg", "7 giờ 30"), a label and
  /// its number ("ngày 24/11", "Điều 5"), a form of address and the name ("ông Nguyễn").
  std::vector<BreakClass> classes(std::string_view paragraph);

 private:
  struct Iterators;
  explicit LineBreaker(std::unique_ptr<Iterators> iterators);
  std::unique_ptr<Iterators> iterators_;
};

/// What a cursor steps over: a character as a person sees it (a letter with its marks, an emoji of
/// several parts, a Khmer consonant with those below it), or a word.
enum class TextUnit { Character, Word };

/// The nearest end of a unit behind `byte`, the text's size at the most. Valid UTF-8; total.
std::size_t boundary_after(std::string_view text, std::size_t byte, TextUnit unit);
/// The nearest begin of a unit before `byte`, 0 at the least.
std::size_t boundary_before(std::string_view text, std::size_t byte, TextUnit unit);
/// True where a character begins or the text ends.
bool is_boundary(std::string_view text, std::size_t byte);

/// Upper case as Vietnamese writes it. Total.
std::string to_upper(std::string_view text);

}  // namespace bangtin
