// Addresses of the web: relative to absolute, and the form in which two are the same story. Pure.
// Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace bangtin {

/// `reference` as it stands in a text that came from `base`, as an absolute address of http or
/// https in plain ASCII without user, password and fragment; empty when it is none (mailto:, data:,
/// javascript:), has no base it could be seen from, or is over kLinkBytesMax. Total.
/// Source: RFC 3986 5.2.
std::string absolute_link(std::string_view base, std::string_view reference);

/// The address in what a person pasted: the first word that is one, "https://" before it where it
/// names none ("tinhhung.gov.vn/tin/1"); a message of Zalo has other words around it. Empty when
/// there is none. Total.
std::string pasted_link(std::string_view text);

/// The host that an address leads to, in small letters, without user, port and "www."; empty when
/// it names none. Total.
std::string link_host(std::string_view link);

/// True when `said` names all that `link` does: their key is one, or each number of the address and
/// each value of its query stands in `said` too. Templates call all their pages by one address.
/// Total.
bool keeps_identity(std::string_view said, std::string_view link);

/// What is the same for two spellings of one address: without scheme, "www.", marks of campaigns
/// (utm_..., fbclid), port of the scheme and the last slash. Total.
std::string link_key(std::string_view link);

}  // namespace bangtin
