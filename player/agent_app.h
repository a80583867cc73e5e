// bangtin-agent's App: the only place that names its adapters. Thread: the main one.
#pragma once

namespace bangtin {

/// Reads the options, runs until SIGTERM or SIGINT (or, with --with-parent, until the parent is
/// gone) and returns the exit code.
int agent_app(int count, char** values);

}  // namespace bangtin
