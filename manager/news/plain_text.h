// Markup to plain text: what a reader of the page would have read. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace bangtin {

/// The text of a piece of HTML, escaped once more or twice as feeds do: tags, comments, scripts and
/// forms away, entities as the characters they mean, paragraphs as lines. Plain text stays as it is
/// but for its white space. UTF-8 in and out. Cost: linear. Total.
std::string plain_text(std::string_view html);

/// The address of the first picture that the HTML shows, as it stands there; empty when none.
std::string first_picture(std::string_view html);

/// Text with entities as the characters they mean. An entity that nobody knows stays.
std::string without_entities(std::string_view text);

}  // namespace bangtin
