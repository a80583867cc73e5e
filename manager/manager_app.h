// The desk as a program: the only place that names its adapters. Thread: the main one.
#pragma once

#include <string>
#include <vector>

namespace bangtin {

/// Runs until the window is closed, SIGINT or SIGTERM, or --seconds have passed. Returns the exit
/// status.
int manager_app(const std::vector<std::string>& arguments);

}  // namespace bangtin
