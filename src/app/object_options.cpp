#include "docexport/app/object_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::size_t most_tags = 10;
constexpr std::size_t longest_tag_name = 128;
constexpr std::size_t longest_tag_value = 256;

struct TextOption {
  const char* variable = nullptr;
  const char* name = nullptr;  ///< in the catalog
  std::string ObjectOptions::*field = nullptr;
};

constexpr std::array text_options = {
    TextOption{"DOCEXPORT_STORAGE_CLASS", "storage_class", &ObjectOptions::storage_class},
    TextOption{"DOCEXPORT_SSE", "sse", &ObjectOptions::server_side_encryption},
    TextOption{"DOCEXPORT_SSE_KMS_KEY_ID", "sse_kms_key_id", &ObjectOptions::kms_key_id},
    TextOption{"DOCEXPORT_ACL", "acl", &ObjectOptions::acl},
    TextOption{"DOCEXPORT_CACHE_CONTROL", "cache_control", &ObjectOptions::cache_control},
};

bool is_plain(const std::string& text) {
  return is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char each) {
           return static_cast<unsigned char>(each) < 0x20 || each == 0x7f;
         });
}

std::vector<std::pair<std::string, std::string>> parse_tags(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> tags;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    tags.push_back(parse_object_tag(std::string(text.substr(0, comma))));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return tags;
}

}  // namespace

ObjectOptions object_options_from(const Environment& environment) {
  ObjectOptions options;
  for (const TextOption& option : text_options) {
    options.*option.field = environment.get(option.variable).value_or("");
  }
  try {
    options.tags = parse_tags(environment.get("DOCEXPORT_TAGS").value_or(""));
    check_object_options(options);
  } catch (const Error& error) {
    throw Error(ErrorKind::configuration, fmt::format("{} (from DOCEXPORT_* in the environment)", error.what()));
  }
  return options;
}

ObjectOptions merge_object_options(ObjectOptions options, const ObjectOptions& overrides) {
  for (const TextOption& option : text_options) {
    if (!(overrides.*option.field).empty()) {
      options.*option.field = overrides.*option.field;
    }
  }
  if (!overrides.tags.empty()) {
    options.tags = overrides.tags;
  }
  return options;
}

std::pair<std::string, std::string> parse_object_tag(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string::npos) {
    throw Error(ErrorKind::usage, fmt::format("\"{}\" is no tag: write it as name=value", text));
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void check_object_options(const ObjectOptions& options) {
  for (const TextOption& option : text_options) {
    if (!is_plain(options.*option.field)) {
      throw Error(ErrorKind::usage, fmt::format("the {} of an object cannot have control characters", option.name));
    }
  }
  if (!options.kms_key_id.empty() && !options.server_side_encryption.starts_with("aws:kms")) {
    throw Error(ErrorKind::usage, "--sse-kms-key-id names a key of --sse aws:kms: give both");
  }
  if (options.tags.size() > most_tags) {
    throw Error(ErrorKind::usage, fmt::format("{} tags: an object has {} at most", options.tags.size(), most_tags));
  }
  for (const auto& [name, value] : options.tags) {
    if (name.size() > longest_tag_name || value.size() > longest_tag_value || !is_plain(name) || !is_plain(value)) {
      throw Error(ErrorKind::usage,
                  fmt::format("the tag {}: a name has {} bytes at most, a value {}, and neither has control characters",
                              name, longest_tag_name, longest_tag_value));
    }
  }
}

std::string write_object_options(const std::string& options_json, const ObjectOptions& options) {
  nlohmann::json object = nlohmann::json::object();
  for (const TextOption& option : text_options) {
    if (!(options.*option.field).empty()) {
      object[option.name] = options.*option.field;
    }
  }
  for (const auto& [name, value] : options.tags) {
    object["tags"].push_back({name, value});
  }
  if (object.empty()) {
    return options_json;
  }
  nlohmann::json all = nlohmann::json::parse(options_json);
  all["object"] = std::move(object);
  return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

ObjectOptions parse_object_options(const std::string& options_json) {
  ObjectOptions options;
  // Almost no export has any: most rows are never parsed for them.
  if (options_json.find("\"object\"") == std::string::npos) {
    return options;
  }
  try {
    const nlohmann::json object = nlohmann::json::parse(options_json).value("object", nlohmann::json::object());
    for (const TextOption& option : text_options) {
      options.*option.field = object.value(option.name, "");
    }
    for (const nlohmann::json& tag : object.value("tags", nlohmann::json::array())) {
      options.tags.emplace_back(tag.at(0), tag.at(1));
    }
    check_object_options(options);
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorKind::integrity, "the catalog holds export options that cannot be read: " + options_json);
  }
  return options;
}

}  // namespace docexport
