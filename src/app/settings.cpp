#include "docexport/app/settings.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>

#include "docexport/base/error.hpp"
#include "docexport/storage/store_location.hpp"

namespace docexport {

namespace {

struct UserEntry {
  std::string name{};
  std::string home{};
};

UserEntry current_user() {
  std::array<char, 16384> buffer{};
  struct passwd entry {};
  struct passwd* found = nullptr;
  if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
    return {.name = entry.pw_name, .home = entry.pw_dir};
  }
  return {.name = "uid " + std::to_string(::geteuid())};
}

std::filesystem::path data_folder(const Environment& environment, const UserEntry& user) {
  // The XDG specification: a relative path is to be ignored.
  if (const auto xdg = environment.get("XDG_DATA_HOME"); xdg && xdg->front() == '/') {
    return std::filesystem::path(*xdg) / "docexport";
  }
  const std::string home = environment.get("HOME").value_or(user.home);
  if (home.empty() || home.front() != '/') {
    throw Error(ErrorKind::configuration,
                "cannot tell where your data belongs: set HOME or XDG_DATA_HOME to an absolute folder, or use --db and "
                "--store");
  }
  return std::filesystem::path(home) / ".local/share/docexport";
}

}  // namespace

Settings resolve_settings(const SettingOverrides& overrides, const Environment& environment) {
  const UserEntry user = current_user();
  Settings settings;
  settings.environment = environment;
  settings.actor = user.name;
  settings.data_folder = data_folder(environment, user);
  const auto database = overrides.database ? overrides.database : environment.get("DOCEXPORT_DB");
  if (database && database->empty()) {
    throw Error(ErrorKind::configuration, "--db is empty: give the path of the catalog");
  }
  settings.database =
      database ? std::filesystem::absolute(*database).lexically_normal() : settings.data_folder / "exports.db";
  const auto store = overrides.store ? overrides.store : environment.get("DOCEXPORT_STORE");
  StoreLocation location{.folder = settings.data_folder / "objects"};
  if (store) {
    location = parse_store_location(*store);
  }
  settings.store = to_string(location);
  return settings;
}

}  // namespace docexport
