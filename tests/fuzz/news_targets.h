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

void run_article(std::string_view bytes);
std::vector<std::string> article_seeds();
void run_article_job(std::string_view bytes);
std::vector<std::string> article_job_seeds();
void run_pasted_link(std::string_view bytes);
std::vector<std::string> pasted_link_seeds();

}  // namespace bangtin::fuzz
