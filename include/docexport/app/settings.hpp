#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "docexport/base/environment.hpp"
#include "docexport/base/time.hpp"
#include "docexport/storage/transfer_options.hpp"

namespace docexport {

/// What the command line says about where things are; absent where it says nothing.
struct SettingOverrides {
  std::optional<std::string> database{};  ///< --db
  std::optional<std::string> store{};     ///< --store
  std::optional<std::string> profile{};   ///< --profile
  std::optional<std::string> region{};    ///< --region
  std::optional<std::string> endpoint{};  ///< --endpoint
  std::optional<std::string> checksum{};  ///< --checksum
  std::optional<std::string> timeout{};   ///< --timeout
};

/// The words of --checksum.
std::vector<std::string> checksum_names();

/// The settings in force: flag > environment (DOCEXPORT_DB, DOCEXPORT_STORE, DOCEXPORT_PROFILE, DOCEXPORT_REGION,
/// DOCEXPORT_ENDPOINT, DOCEXPORT_CHECKSUM, DOCEXPORT_TIMEOUT) > default (design §8).
struct Settings {
  std::filesystem::path data_folder{};  ///< $XDG_DATA_HOME/docexport, else ~/.local/share/docexport
  std::filesystem::path database{};     ///< absolute
  std::string store{};                  ///< a store's URL in the spelling the catalog keeps
  std::string profile{};                ///< of the AWS configuration; empty: as the AWS tools choose
  std::string region{};                 ///< empty: as the AWS tools find it
  std::string endpoint{};               ///< of new exports; each remembers its own
  TransferOptions transfer{};
  std::string actor{};  ///< name of the operating system's user
  Environment environment{};
  Clock clock = system_now;
  bool reaps = true;  ///< interrupted exports are recorded as such first; false for completion, which only looks
};

/// Works in cron's empty environment too: a missing HOME is looked up in the user database. Throws Error
/// (`configuration`) that names the setting, its value and what is expected.
Settings resolve_settings(const SettingOverrides& overrides, const Environment& environment);

}  // namespace docexport
