#include "cli/id_input.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

std::string id_of_object(std::string_view line, std::size_t number) {
  const auto object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("id") || !object["id"].is_string()) {
    throw Error(ErrorKind::usage,
                fmt::format("line {} of standard input is no JSON object with an \"id\": write ids with --ids or "
                            "--jsonl",
                            number));
  }
  return object["id"].get<std::string>();
}

}  // namespace

std::vector<std::string> parse_ids(std::string_view text) {
  std::vector<std::string> ids;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      continue;
    }
    ids.push_back(line.front() == '{' ? id_of_object(line, number) : std::string(line.substr(0, line.find('\t'))));
  }
  return ids;
}

std::vector<std::string> expand_standard_input(const std::vector<std::string>& arguments, Console& console) {
  std::vector<std::string> expanded;
  for (const std::string& argument : arguments) {
    if (argument != "-") {
      expanded.push_back(argument);
      continue;
    }
    for (std::string& id : parse_ids(console.read_input())) {
      expanded.push_back(std::move(id));
    }
  }
  return expanded;
}

}  // namespace docexport
