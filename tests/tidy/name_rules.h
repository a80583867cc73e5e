// That every name means one thing in the whole house. Thread: any; pure.
#pragma once

#include "tests/tidy/tree.h"

namespace bangtin::tidy {

/// Types of the same name in the same namespace, defined in two files: no compiler tells, and a
/// program that links both takes the code of the one for the other. Unnamed namespaces apart.
std::vector<Breach> find_name_breaches(const std::vector<SourceFile>& files);

}  // namespace bangtin::tidy
