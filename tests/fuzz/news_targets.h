// The fuzz targets of news. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

void run_feed(std::string_view bytes);
std::vector<std::string> feed_seeds();
void run_feed_job(std::string_view bytes);
std::vector<std::string> feed_job_seeds();

}  // namespace bangtin::fuzz
