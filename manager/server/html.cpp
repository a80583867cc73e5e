#include "manager/server/html.h"

#include "shared/base/check.h"

namespace bangtin {

std::string html_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Html& Html::lone(HtmlName tag, Attributes attributes) {
  out_ += '<';
  out_ += tag.text();
  for (const HtmlAttribute& attribute : attributes) {
    out_ += ' ';
    out_ += attribute.name.text();
    out_ += "=\"" + html_escaped(attribute.value) + '"';
  }
  out_ += '>';
  return *this;
}

Html& Html::begin(HtmlName tag, Attributes attributes) {
  lone(tag, attributes);
  open_.push_back(tag.text());
  return *this;
}

Html& Html::end() {
  CHECK(!open_.empty());
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
  return *this;
}

Html& Html::element(HtmlName tag, Attributes attributes, std::string_view words) {
  return begin(tag, attributes).text(words).end();
}

Html& Html::text(std::string_view words) {
  out_ += html_escaped(words);
  return *this;
}

std::string Html::page() const {
  CHECK(open_.empty());
  return out_ + "\n";
}

}  // namespace bangtin
