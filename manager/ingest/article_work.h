// The child's half of article_job.h. Thread: one.
#pragma once

#include <string>
#include <string_view>

namespace bangtin {

/// Reads a small page of an old encoding, so that what ICU and libxml2 bring in is there before the
/// sandbox closes. False when it cannot.
bool start_article_work();

/// What the child does with its standard input: one line of JSON, then the page's bytes. The answer
/// is a line of JSON: the story or {"error": {...}}. Total.
std::string article_answer(std::string_view input);

}  // namespace bangtin
