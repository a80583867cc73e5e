// Addresses of the page that residents open: one site a commune, one page an item. Pure.
// Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "shared/model/content.h"

namespace bangtin {

/// What stands between the site and the id of an item.
inline constexpr std::string_view kPagePath = "/t/";

/// True of "https://host" or "https://host:port", lower case, without a path, a user, a query or a
/// closing slash, at most kSiteBytesMax bytes: what a code on the glass may begin with.
/// Source: RFC 3986 3.2, RFC 1123 2.1.
bool is_site(std::string_view site);

/// What a person typed as such a site: outer spaces and closing slashes gone, lower case. It may
/// still be none.
std::string cleaned_site(std::string_view typed);

/// "https://host/t/id". An id that is empty (a draft that the server does not have yet) counts as
/// zeros, so that its code has the size that it will have.
std::string page_address(std::string_view site, const ItemId& id);

/// Of the page that the item's code names; empty when it has none.
std::string address_of(const ItemVersion& item);

/// True of kinds whose pages have room for a code.
bool carries_code(ItemKind kind);

}  // namespace bangtin
