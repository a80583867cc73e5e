#include "manager/pc_memory.h"

#include <cstdlib>

#include "manager/report/report_files.h"
#include "shared/base/files.h"
#include "shared/base/json.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

namespace fs = std::filesystem;

/// Null when nothing is remembered, or nothing of it can be read.
Json remembered() {
  const auto bytes = files::read_all(state_folder() / "state.json", limits::kJsonBytesMax);
  if (!bytes.ok()) return {};
  auto json = Json::parse(*bytes);
  return json.ok() ? std::move(*json) : Json();
}

}  // namespace

fs::path state_folder() {
  if (const char* folder = std::getenv("BANGTIN_MANAGER_STATE")) return folder;
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  return (config != nullptr ? fs::path(config)
                            : fs::path(home != nullptr ? home : ".") / ".config") /
         "bangtin" / "manager";
}

fs::path key_folder() {
  const bool own = std::getenv("BANGTIN_MANAGER_STATE") != nullptr;
  return own ? state_folder() : state_folder().parent_path();
}

desk::OwnServerOptions own_server_options(const ManagerOptions& options) {
  const bool own = std::getenv("BANGTIN_MANAGER_STATE") != nullptr;
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  const fs::path base = data != nullptr
                            ? fs::path(data)
                            : fs::path(home != nullptr ? home : ".") / ".local" / "share";
  std::error_code failed;
  const fs::path here = fs::read_symlink("/proc/self/exe", failed).parent_path();
  return {here / "bangtin-server", own ? state_folder() / "server" : base / "bangtin" / "server",
          options.own_listen};
}

fs::path documents() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* told_home = std::getenv("HOME");
  const fs::path home = told_home != nullptr ? told_home : ".";
  const fs::path dirs =
      (config != nullptr ? fs::path(config) : home / ".config") / "user-dirs.dirs";
  const auto told = files::read_all(dirs, limits::kJsonBytesMax);
  const fs::path folder = documents_folder(told.ok() ? *told : std::string(), home);
  std::error_code ignored;
  return fs::is_directory(folder, ignored) ? folder : home;
}

desk::Display remembered_display(const ManagerOptions& options) {
  const auto bytes = files::read_all(state_folder() / "display.json", limits::kJsonBytesMax);
  desk::Display display = desk::display_from(bytes.ok() ? *bytes : std::string());
  if (!options.language.empty()) {
    display.language = options.language == "en" ? Language::English : Language::Vietnamese;
  }
  if (!options.colours.empty()) {
    display.colours = options.colours == "dark" ? ui::ColourSet::Dark : ui::ColourSet::Light;
  }
  if (options.scale_percent != 0) display.scale_percent = options.scale_percent;
  return display;
}

Status remember(const desk::Display& display) {
  TRY(files::make_folders(state_folder()));
  return files::write_atomic(state_folder() / "display.json", desk::display_bytes(display), true);
}

std::string last_login() {
  const auto login = remembered().string_at("login");
  return login.ok() ? *login : std::string();
}

desk::SignInForm remembered_sign_in(const ManagerOptions& options) {
  desk::SignInForm form;
  const bool told = !options.server.empty() || !options.login.empty();
  if (!told && !fs::exists(state_folder() / "state.json")) form.entry = desk::Entry::Choose;
  const Json json = remembered();
  form.address = json.string_at("server").ok() ? *json.string_at("server") : form.address;
  form.pin = json.string_at("pin").ok() ? *json.string_at("pin") : "";
  form.login = last_login();
  form.own_server = json.bool_at("own_server").ok() && *json.bool_at("own_server");
  if (!options.server.empty()) {
    form.address = options.server;
    form.own_server = false;
  }
  if (!options.pin.empty()) form.pin = options.pin;
  if (!options.login.empty()) form.login = options.login;
  if (const char* password = std::getenv("BANGTIN_PASSWORD")) form.password = password;
  return form;
}

Status remember(const desk::SignInForm& form) {
  Json json;
  json.set("server", form.address).set("pin", form.pin).set("login", form.login);
  json.set("own_server", form.own_server);
  TRY(files::make_folders(state_folder()));
  return files::write_atomic(state_folder() / "state.json", json.dump(), true);
}

}  // namespace bangtin
