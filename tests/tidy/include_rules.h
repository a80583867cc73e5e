// Who may include whom: the arrows between our folders, and which folder meets which library.
// Source: docs/ARCHITECTURE.md. Thread: any; pure.
#pragma once

#include "tests/tidy/tree.h"

namespace bangtin::tidy {

/// Includes of our own files against an arrow, of a folder without a row in the table, not from
/// the root, or across the wall between player/ and manager/.
std::vector<Breach> find_arrow_breaches(const std::vector<SourceFile>& files);

/// Includes of a library outside its adapter, or of a library that nobody has listed. Tests may
/// meet any.
std::vector<Breach> find_library_breaches(const std::vector<SourceFile>& files);

}  // namespace bangtin::tidy
