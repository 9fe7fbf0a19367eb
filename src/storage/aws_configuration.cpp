#include "storage/aws_configuration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "docexport/base/file.hpp"
#include "docexport/base/text.hpp"
#include "storage/command_words.hpp"

namespace docexport {
namespace {

// No person's configuration is near it.
constexpr std::size_t max_file_bytes = std::size_t{1} << 20;
constexpr std::size_t most_names_shown = 10;

/// The path in force, or empty where there is none without a home.
std::string path_of(const Environment& environment, const std::string& variable, std::string_view usual) {
  const std::string home = environment.get("HOME").value_or("");
  const std::string path = environment.get(variable).value_or(home.empty() ? "" : fmt::format("~/.aws/{}", usual));
  return path.starts_with("~/") && !home.empty() ? home + path.substr(1) : path;
}

/// `x` of `profile x` or `profile "x"`; nullopt when the section is of another kind.
std::optional<std::string> name_after(std::string_view kind, const std::string& section) {
  const std::optional<std::vector<std::string>> words = split_command(section);
  return words && words->size() == 2 && words->front() == kind ? std::optional<std::string>(words->back())
                                                               : std::nullopt;
}

std::string to_upper_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char each) { return each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each; });
  return text;
}

/// `X` of `/home/ann/.aws/config:12`.
std::string place_of(const std::string& name, const std::string& path, std::size_t line) {
  return fmt::format("{} ({}:{})", name, path, line);
}

AwsSetting setting_of(const std::string& name, const IniValue& value, const std::string& path) {
  return {.value = value.text, .origin = place_of(name, path, value.line)};
}

const IniEntry* find_entry(const std::map<std::string, IniSection>& sections, const std::string& section,
                           const std::string& name) {
  const auto found = sections.find(section);
  if (found == sections.end()) {
    return nullptr;
  }
  const auto entry = found->second.entries.find(name);
  return entry == found->second.entries.end() ? nullptr : &entry->second;
}

std::optional<AwsSetting> variable_setting(const Environment& environment, const std::string& variable) {
  const std::optional<std::string> value = environment.get(variable);
  return value ? std::optional(AwsSetting{.value = Secret(*value), .origin = variable}) : std::nullopt;
}

std::optional<AwsSetting> nested_setting(const IniEntry* entry, const std::string& name, const std::string& path) {
  const auto found = entry == nullptr ? std::map<std::string, IniValue>::const_iterator() : entry->nested.find(name);
  if (entry == nullptr || found == entry->nested.end()) {
    return std::nullopt;
  }
  return setting_of(name, found->second, path);
}

}  // namespace

AwsConfiguration::AwsConfiguration(Environment environment, const std::string& profile)
    : environment_(std::move(environment)),
      config_(read(AwsFile::config, environment_)),
      credentials_(read(AwsFile::credentials, environment_)),
      is_profile_requested_(!profile.empty()) {
  const std::string named =
      environment_.get("AWS_PROFILE").value_or(environment_.get("AWS_DEFAULT_PROFILE").value_or("default"));
  profile_ = is_profile_requested_ ? profile : named;
  if (profile_ != "default" && !has_profile(profile_)) {
    throw Error(ErrorKind::configuration,
                fmt::format("there is no profile {} in {} or {}; profiles: {}. Correct {}.", escape_controls(profile_),
                            describe(AwsFile::config), describe(AwsFile::credentials), profile_names(),
                            is_profile_requested_ ? "--profile" : "AWS_PROFILE"));
  }
}

AwsConfiguration::SharedFile AwsConfiguration::read(AwsFile kind, const Environment& environment) {
  const bool is_config = kind == AwsFile::config;
  SharedFile file{.path = path_of(environment, is_config ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE",
                                  is_config ? "config" : "credentials")};
  if (file.path.empty()) {
    file.path = is_config ? "~/.aws/config" : "~/.aws/credentials";
    file.fault = "HOME is not set";
    return file;
  }
  Secret text;
  try {
    text = Secret(read_file(file.path, max_file_bytes));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::limit) {
      throw Error(ErrorKind::configuration,
                  fmt::format("{} is larger than 1 MiB: it is not a configuration of AWS's tools.", file.path));
    }
    file.fault = error.kind() == ErrorKind::not_found ? "missing" : "not readable";
    return file;
  }
  for (IniSection& section : parse_ini(text.reveal(), file.path)) {
    const std::optional<std::string> profile =
        !is_config || section.name == "default" ? section.name : name_after("profile", section.name);
    if (profile) {
      file.profiles[*profile] = std::move(section);
    } else if (const std::optional<std::string> services = name_after("services", section.name)) {
      file.services[*services] = std::move(section);
    } else if (const std::optional<std::string> session = name_after("sso-session", section.name)) {
      file.sessions[*session] = std::move(section);
    }
  }
  return file;
}

const AwsConfiguration::SharedFile& AwsConfiguration::shared(AwsFile file) const {
  return file == AwsFile::config ? config_ : credentials_;
}

bool AwsConfiguration::has_profile(const std::string& profile) const {
  return config_.profiles.contains(profile) || credentials_.profiles.contains(profile);
}

std::string AwsConfiguration::profile_names() const {
  std::vector<std::string> names;
  for (const SharedFile* each : {&config_, &credentials_}) {
    for (const auto& [name, section] : each->profiles) {
      names.push_back(escape_controls(name));
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() > most_names_shown) {
    names.resize(most_names_shown);
    names.emplace_back("…");
  }
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::string AwsConfiguration::describe(AwsFile file) const {
  const SharedFile& described = shared(file);
  return described.fault.empty() ? described.path : fmt::format("{} ({})", described.path, described.fault);
}

std::optional<AwsSetting> AwsConfiguration::get(AwsFile file, const std::string& profile,
                                                const std::string& name) const {
  const SharedFile& searched = shared(file);
  const IniEntry* entry = find_entry(searched.profiles, profile, name);
  if (entry == nullptr || entry->value.text.is_empty()) {
    return std::nullopt;
  }
  return setting_of(name, entry->value, searched.path);
}

std::optional<AwsSetting> AwsConfiguration::get(const std::string& profile, const std::string& name) const {
  std::optional<AwsSetting> setting = get(AwsFile::credentials, profile, name);
  return setting ? std::move(setting) : get(AwsFile::config, profile, name);
}

std::optional<AwsSetting> AwsConfiguration::get_configured(const std::string& variable, const std::string& name) const {
  std::optional<AwsSetting> setting = variable_setting(environment_, variable);
  return setting ? std::move(setting) : get(profile_, name);
}

std::optional<AwsSetting> AwsConfiguration::get_nested(const std::string& name, const std::string& nested) const {
  for (const SharedFile* each : {&credentials_, &config_}) {
    if (auto setting = nested_setting(find_entry(each->profiles, profile_, name), nested, each->path)) {
      return setting;
    }
  }
  return std::nullopt;
}

std::optional<AwsSetting> AwsConfiguration::get_of_session(const std::string& session, const std::string& name) const {
  const IniEntry* entry = find_entry(config_.sessions, session, name);
  return entry == nullptr ? std::nullopt : std::optional(setting_of(name, entry->value, config_.path));
}

std::optional<AwsSetting> AwsConfiguration::endpoint_of(const std::string& service) const {
  const std::optional<AwsSetting> ignored =
      get_configured("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls");
  return ignored && read_flag(*ignored) ? std::nullopt : configured_endpoint(service);
}

std::optional<AwsSetting> AwsConfiguration::configured_endpoint(const std::string& service) const {
  const std::string all = "AWS_ENDPOINT_URL";
  for (const std::string& each : {all + "_" + to_upper_ascii(service), all}) {
    if (auto setting = variable_setting(environment_, each)) {
      return setting;
    }
  }
  if (const std::optional<AwsSetting> services = get(profile_, "services")) {
    const IniEntry* entry = find_entry(config_.services, services->text(), service);
    if (auto setting = nested_setting(entry, "endpoint_url", config_.path)) {
      return setting;
    }
    if (!config_.services.contains(services->text())) {
      throw setting_error(*services, "there is no section of this name, [services NAME]");
    }
  }
  return get(profile_, "endpoint_url");
}

Error setting_error(const AwsSetting& setting, std::string_view expected) {
  return {ErrorKind::configuration,
          fmt::format("{} is {}: {}.", setting.origin, escape_controls(setting.value.reveal()), expected)};
}

bool read_flag(const AwsSetting& setting) {
  const std::string text = to_lower_ascii(setting.value.reveal());
  if (text != "true" && text != "false") {
    throw setting_error(setting, "it can be true or false");
  }
  return text == "true";
}

}  // namespace docexport
