// bangtin-server: store, HTTP API, push, selection. The App: reads options, opens the data folder,
// names the adapters, waits for the end. Thread: main; starts the network thread and two workers.
#pragma once

namespace bangtin {

/// The whole program. Returns its exit status: 0 done, 1 failed, 2 wrong options.
int run_server(int count, char** values);

}  // namespace bangtin
