// Html: writes one page. Tags and the names of attributes are constants of the program, checked by
// the compiler; everything else is escaped by construction, wherever it came from. Pure.
// Thread: one at a time.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace bangtin {

/// A tag or the name of an attribute: a literal in our source, never text from outside.
class HtmlName {
 public:
  consteval HtmlName(const char* name) : name_(name) {}
  std::string_view text() const { return name_; }

 private:
  std::string_view name_;
};

struct HtmlAttribute {
  HtmlName name;
  std::string value;  ///< any text
};

/// The text with & < > " ' as character references. Total.
std::string html_escaped(std::string_view text);

class Html {
 public:
  using Attributes = std::initializer_list<HtmlAttribute>;

  /// An element that goes on until end().
  Html& begin(HtmlName tag, Attributes attributes = {});
  /// Ends the innermost element that was begun. A bug when there is none.
  Html& end();
  /// A whole element with nothing but text in it.
  Html& element(HtmlName tag, Attributes attributes, std::string_view text);
  /// An element that has no end: input, img, meta, link.
  Html& lone(HtmlName tag, Attributes attributes);
  Html& text(std::string_view text);
  /// The page with its doctype. A bug while an element is open.
  std::string page() const;

 private:
  std::string out_ = "<!DOCTYPE html>\n";
  std::vector<std::string_view> open_;
};

}  // namespace bangtin
