// What no source of the house says, and how long its files and lines are. Thread: any; pure.
#pragma once

#include "tests/tidy/tree.h"

namespace bangtin::tidy {

/// Threads and their locks outside the few places that own them.
std::vector<Breach> find_thread_breaches(const std::vector<SourceFile>& files);

/// Real clocks, sleep and random sources outside clock.h, the crypto library and the mains.
std::vector<Breach> find_chance_breaches(const std::vector<SourceFile>& files);

/// Files over 500 lines and lines over 100 characters. A file whose first line says that it is
/// generated is data.
std::vector<Breach> find_size_breaches(const std::vector<SourceFile>& files);

/// Values of colours (0xRRGGBB, IM_COL32) in windows and their pages, but for the one table of
/// them.
std::vector<Breach> find_colour_breaches(const std::vector<SourceFile>& files);

/// Notes about work that is not done.
std::vector<Breach> find_unfinished_breaches(const std::vector<SourceFile>& files);

}  // namespace bangtin::tidy
