// bangtinctl's App: the only place that names its adapters. Thread: the main one.
#pragma once

#include <string>
#include <vector>

namespace bangtin {

/// Runs one command line (without the program's name) and returns the exit code.
int ctl_app(const std::vector<std::string>& arguments);

}  // namespace bangtin
