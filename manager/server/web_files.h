// Files of assets/web, built into the server. Thread: any.
#pragma once

#include <string_view>

namespace bangtin {

/// assets/web/phone.css.
extern const std::string_view kPhoneCss;
/// assets/web/resident.css.
extern const std::string_view kResidentCss;
/// assets/web/read.js.
extern const std::string_view kReadJs;

}  // namespace bangtin
