// The recovery sheet of the commune's key, or of a person's own, as an A4 page to be printed and
// locked away. Thread: any; each call is independent.
#pragma once

#include <filesystem>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace bangtin {

struct RecoveryPaper {
  std::string commune;  ///< "Xã Tân Hưng"
  std::string agency;   ///< "UBND xã Tân Hưng"
  std::string sheet;    ///< the letters, as recovery_sheet of shared/crypto gives them
  std::string made_by;
  Instant made_at{};
  int utc_offset_minutes = 420;
  std::string login = {};  ///< of `made_by`, when it is his own key; empty: the commune's
  std::string words = {};  ///< the six of a person's key
};

/// The bytes of the PDF. Errors: unavailable, "report.not_written".
Result<std::string> recovery_pdf(const RecoveryPaper& paper);

/// Writes it into a new file of the folder that only this account may read, and gives its path.
/// Errors: as recovery_pdf, and those of writing as save_report.
Result<std::filesystem::path> save_recovery(const std::filesystem::path& folder,
                                            const RecoveryPaper& paper);

}  // namespace bangtin
