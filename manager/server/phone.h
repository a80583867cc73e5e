// The phone page: what waits, its pictures, a return, and how the boards are, for whoever is away
// from his desk. Handlers that the table of api.cpp names; docs/adr/0014. Thread: the caller's.
#pragma once

#include "manager/server/api.h"

namespace bangtin::phone {

/// Of a session, in the browser: no script reads it, no other site sends it.
inline constexpr std::string_view kCookie = "__Host-bangtin";

/// True for the addresses under /m.
bool is_page(std::string_view path);

/// What went wrong, as a page: sign-in again where nobody is signed in, else a sentence.
Response refusal(const Request& request, const Error& error);

Result<Response> style(Call& call);
Result<Response> welcome(Call& call);
Result<Response> sign_in(Call& call);
Result<Response> sign_out(Call& call);
Result<Response> items(Call& call);
Result<Response> item(Call& call);
Result<Response> picture(Call& call);
Result<Response> give_back(Call& call);
Result<Response> boards(Call& call);
/// The board that the address names, or all, off the air: the question, and the deed.
Result<Response> ask_off_air(Call& call);
Result<Response> take_off_air(Call& call);

}  // namespace bangtin::phone
