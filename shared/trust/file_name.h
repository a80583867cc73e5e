// Role and target names come from outside and are never paths: here they become parts of a URL, and
// names of files in one flat folder. Thread: any; pure. Source: RFC 3986 section 2.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin::tuf {

/// All but [A-Za-z0-9-_.~] as %XX: one segment of a URL.
std::string url_encoded(std::string_view name);

/// The URL path of a target, its folders kept, `prefix` before the last segment. Errors: invalid
/// (an empty segment, or "." or "..", which a server or a proxy would
/// resolve).
Result<std::string> target_url_path(std::string_view target, std::string_view prefix);

/// A file name that no other name gets: percent-encoded, a leading "." too, so that it hides no
/// file and is no temporary one. A long name keeps its begin and ends in "=" and its SHA-256. At
/// most kEncodedNameBytesMax bytes and `suffix`.
std::string file_name_of(std::string_view name, std::string_view suffix = "");

}  // namespace bangtin::tuf
