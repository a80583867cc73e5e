// Bytes of a feed or page to UTF-8, whatever it says or hides about its encoding. The only file of
// this folder that meets ICU. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin {

/// The text in UTF-8, without a byte order mark. The encoding is that of the mark; else UTF-8 where
/// the bytes are that; else what the XML declaration names, else what the `content_type` of the
/// answer names, else UTF-8 with U+FFFD for what is none. TCVN 5712 (ABC) is known.
/// Errors: unsupported "news.encoding" (a name that nobody knows, VNI among them).
Result<std::string> feed_to_utf8(std::string_view bytes, std::string_view content_type);

/// The same of a page of HTML, which names its encoding in a meta tag; the header of the answer
/// counts where it has none. Bytes that are no UTF-8 although they are said to be are
/// windows-1258, unless most of them are UTF-8 after all.
Result<std::string> page_to_utf8(std::string_view bytes, std::string_view content_type);

}  // namespace bangtin
