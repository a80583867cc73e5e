// bangtin-trust-client: the trust client alone, from a shell, for the public conformance suite of
// TUF and for a look at a repository on this machine. Thread: one.
#pragma once

namespace bangtin {

/// Exit code 0 when all that was asked succeeded, else 1 and a line on standard error.
int trust_client_app(int count, char** values);

}  // namespace bangtin
