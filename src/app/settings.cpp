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

struct ChecksumName {
  const char* name = nullptr;
  ChecksumChoice choice = ChecksumChoice::automatic;
};

constexpr std::array checksums = {
    ChecksumName{"auto", ChecksumChoice::automatic}, ChecksumName{"crc64nvme", ChecksumChoice::crc64nvme},
    ChecksumName{"crc32", ChecksumChoice::crc32},    ChecksumName{"sha256", ChecksumChoice::sha256},
    ChecksumName{"md5", ChecksumChoice::md5},        ChecksumName{"none", ChecksumChoice::none},
};

ChecksumChoice parse_checksum(const std::string& text) {
  for (const ChecksumName& each : checksums) {
    if (text == each.name) {
      return each.choice;
    }
  }
  throw Error(ErrorKind::configuration,
              "\"" + text +
                  "\" is no checksum: give auto, crc64nvme, crc32, sha256, md5 or none with --checksum or "
                  "DOCEXPORT_CHECKSUM");
}

std::chrono::seconds parse_timeout(const std::string& text) {
  try {
    const Duration duration = parse_duration(text);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(duration.exact);
    if (duration.months == 0 && seconds.count() > 0) {
      return seconds;
    }
  } catch (const Error&) {
    // Said below, with the option's name.
  }
  throw Error(ErrorKind::configuration,
              "\"" + text +
                  "\" is no time limit: give a duration such as 90s, 15m or 2h with --timeout or "
                  "DOCEXPORT_TIMEOUT");
}

void resolve_transfer(Settings& settings, const SettingOverrides& overrides, const Environment& environment) {
  const auto one = [&environment](const std::optional<std::string>& given, const char* variable) {
    return given ? given : environment.get(variable);
  };
  settings.profile = one(overrides.profile, "DOCEXPORT_PROFILE").value_or("");
  settings.region = one(overrides.region, "DOCEXPORT_REGION").value_or("");
  settings.endpoint = one(overrides.endpoint, "DOCEXPORT_ENDPOINT").value_or("");
  if (const auto checksum = one(overrides.checksum, "DOCEXPORT_CHECKSUM")) {
    settings.transfer.checksum = parse_checksum(*checksum);
  }
  if (const auto timeout = one(overrides.timeout, "DOCEXPORT_TIMEOUT")) {
    settings.transfer.total_timeout = parse_timeout(*timeout);
  }
}

}  // namespace

std::vector<std::string> checksum_names() {
  std::vector<std::string> names;
  names.reserve(checksums.size());
  for (const ChecksumName& each : checksums) {
    names.emplace_back(each.name);
  }
  return names;
}

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
  resolve_transfer(settings, overrides, environment);
  return settings;
}

}  // namespace docexport
