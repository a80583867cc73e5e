// One page of a portal as the story that stands on it. Pure, deterministic. Thread: any. The bytes
// are hostile: the server lets only its sandboxed child call this (manager/ingest/article_job.h).
#pragma once

#include <string_view>

#include "manager/news/feed.h"

namespace bangtin {

/// The story of the page: title, text up to kLeadCharactersMax, date, source, canonical link and
/// lead picture, cleaned as those of feeds are. Its source is that of a line "Nguồn: ...", else
/// what the page says it is, else `source.name`, else the name of its host. Its link is the page's
/// own word for it where that is of the same host, else `source.url`.
/// Errors, each with a sentence of assets/lang/link.*.json: corrupt "link.no_text" (no text stands
/// out); denied "link.needs_login" (none, and it asks for a password); unsupported "link.not_page"
/// (no markup), "link.encoding"; invalid "link.too_large".
Result<FeedStory> parse_article(std::string_view bytes, const FeedSource& source);

}  // namespace bangtin
