// Icons of the house, as UTF-8 of the Material Design webfont's code points (package
// fonts-materialdesignicons-webfont), merged into every text font by theme.h. Thread: any.
#pragma once

namespace bangtin::ui::icon {

inline constexpr const char* kAccount = "\uF004";
inline constexpr const char* kAccountCheck = "\uF008";
inline constexpr const char* kAlert = "\uF026";
inline constexpr const char* kAlertCircle = "\uF028";
inline constexpr const char* kArrowDown = "\uF045";
inline constexpr const char* kArrowUp = "\uF05D";
inline constexpr const char* kBullhorn = "\uF0E6";
inline constexpr const char* kCalendar = "\uF0ED";
inline constexpr const char* kChart = "\uF128";
inline constexpr const char* kCheck = "\uF12C";
inline constexpr const char* kCheckCircle = "\uF5E0";
inline constexpr const char* kChevronLeft = "\uF141";
inline constexpr const char* kChevronRight = "\uF142";
inline constexpr const char* kClock = "\uF150";
inline constexpr const char* kClose = "\uF156";
inline constexpr const char* kCloseCircle = "\uF159";
inline constexpr const char* kCloudUpload = "\uF167";
inline constexpr const char* kDelete = "\uF1C0";
inline constexpr const char* kDocument = "\uF219";
inline constexpr const char* kFolderImages = "\uF254";
inline constexpr const char* kImage = "\uF2E9";
inline constexpr const char* kInformation = "\uF2FC";
inline constexpr const char* kKey = "\uF306";
inline constexpr const char* kLock = "\uF33E";
inline constexpr const char* kLink = "\uF337";
inline constexpr const char* kLogin = "\uF342";
inline constexpr const char* kLogout = "\uF343";
inline constexpr const char* kMagnify = "\uF349";
inline constexpr const char* kMap = "\uF34D";
inline constexpr const char* kMonitor = "\uF379";
inline constexpr const char* kMonitors = "\uF37A";
inline constexpr const char* kMovie = "\uF381";
inline constexpr const char* kOffline = "\uF319";
inline constexpr const char* kOnline = "\uF318";
inline constexpr const char* kPause = "\uF3E4";
inline constexpr const char* kPencil = "\uF3EB";
inline constexpr const char* kPlay = "\uF40A";
inline constexpr const char* kPlaylist = "\uF411";
inline constexpr const char* kPlus = "\uF415";
inline constexpr const char* kRedo = "\uF44E";
inline constexpr const char* kRefresh = "\uF450";
inline constexpr const char* kReply = "\uF45A";
inline constexpr const char* kRss = "\uF46B";
inline constexpr const char* kSave = "\uF193";
inline constexpr const char* kSend = "\uF48A";
inline constexpr const char* kSettings = "\uF493";
inline constexpr const char* kSync = "\uF4E6";
inline constexpr const char* kTicker = "\uF395";
inline constexpr const char* kUndo = "\uF54C";
inline constexpr const char* kMinus = "\uF374";
inline constexpr const char* kSun = "\uF599";
inline constexpr const char* kMoon = "\uF594";
inline constexpr const char* kLightDark = "\uF50E";
inline constexpr const char* kWait = "\uF51F";
inline constexpr const char* kWeek = "\uF576";

/// The code points of all above, rising: what the theme draws into its fonts.
inline constexpr unsigned short kCodes[] = {
    0xF004, 0xF008, 0xF026, 0xF028, 0xF045, 0xF05D, 0xF0E6, 0xF0ED, 0xF128, 0xF12C, 0xF141,
    0xF142, 0xF150, 0xF156, 0xF159, 0xF167, 0xF193, 0xF1C0, 0xF219, 0xF254, 0xF2E9, 0xF2FC,
    0xF306, 0xF318, 0xF319, 0xF337, 0xF33E, 0xF342, 0xF343, 0xF349, 0xF34D, 0xF374, 0xF379,
    0xF37A, 0xF381, 0xF395, 0xF3E4, 0xF3EB, 0xF40A, 0xF411, 0xF415, 0xF44E, 0xF450, 0xF45A,
    0xF46B, 0xF48A, 0xF493, 0xF4E6, 0xF50E, 0xF51F, 0xF54C, 0xF576, 0xF594, 0xF599, 0xF5E0};

}  // namespace bangtin::ui::icon
