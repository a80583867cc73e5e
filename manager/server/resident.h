// The pages of residents: an item that was shown, in full, for whoever scans its code. No account,
// no cookie. Handlers that the table of api.cpp names; docs/adr/0018. Thread: the caller's.
#pragma once

#include "manager/server/api.h"

namespace bangtin::resident {

/// True for the addresses under /t.
bool is_page(std::string_view path);

/// What went wrong, as a page.
Response refusal(const Error& error);

Result<Response> style(Call& call);
Result<Response> script(Call& call);
Result<Response> item(Call& call);
Result<Response> picture(Call& call);
/// Takes a form; nothing of it is published, and what was typed comes back where it was not taken.
Result<Response> feedback(Call& call);
/// Thanks, with the code of what was sent.
Result<Response> sent(Call& call);

}  // namespace bangtin::resident
