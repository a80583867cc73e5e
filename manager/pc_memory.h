// What this PC knows besides the server: where the manager's files, its keys and the person's
// documents lie, and what it remembers from one run to the next. Thread: any; files are read and
// written at each call.
#pragma once

#include <filesystem>
#include <string>

#include "manager/desk/display.h"
#include "manager/desk/own_server.h"
#include "manager/desk/state.h"
#include "shared/base/result.h"

namespace bangtin {

/// What the command line said.
struct ManagerOptions {
  std::string server, pin, login, page, shots, size = "1366x768", log_level = "info";
  std::string language, colours;  ///< empty: as this PC remembers
  std::string own_listen = "0.0.0.0:8443,[::]:8443";
  int seconds = 0;
  int scale_percent = 0;  ///< 0: as this PC remembers
  bool version = false;
};

/// Where what this program remembers lies, and the journal of what is not saved.
std::filesystem::path state_folder();
/// Where keys lie: without a folder of its own the desk shares them with bangtinctl.
std::filesystem::path key_folder();
/// Where reports are written: the person's own folder of documents, else his home.
std::filesystem::path documents();
/// The server of this PC's own, should the commune begin here.
desk::OwnServerOptions own_server_options(const ManagerOptions& options);

/// As kept, but for what the options say; a file that is missing or cannot be read is as none.
desk::Display remembered_display(const ManagerOptions& options);
desk::SignInForm remembered_sign_in(const ManagerOptions& options);
/// Who signed in here last; empty: nobody.
std::string last_login();

/// Whole or not at all. Errors: those of writing.
Status remember(const desk::Display& display);
Status remember(const desk::SignInForm& form);

}  // namespace bangtin
