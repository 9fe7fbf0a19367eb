#include "cli/option_kinds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <functional>

#include "docexport/base/text.hpp"
#include "docexport/model/export_format.hpp"

namespace docexport {

namespace {

std::string refuse_unless_choice(const std::vector<std::string>& choices, const std::string& text) {
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) {
    return {};
  }
  const std::string near = nearest(to_lower_ascii(text), choices);
  return fmt::format("\"{}\" is not one of {}{}", text, fmt::join(choices, ", "),
                     near.empty() ? std::string() : fmt::format("; did you mean {}?", near));
}

std::optional<std::uint64_t> parse_number(const std::string& text, NumberRange range) {
  std::uint64_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc{} && rest == text.data() + text.size() && !text.empty();
  return is_number && value >= range.smallest && value <= range.largest ? std::optional(value) : std::nullopt;
}

std::string refuse_unless_number(NumberRange range, const std::string& text) {
  return parse_number(text, range)
             ? std::string()
             : fmt::format("\"{}\" is not a whole number from {} to {}", text, range.smallest, range.largest);
}

CLI::Option* add_number_with(CLI::App& app, const std::string& name,
                             const std::function<void(const std::string&)>& store, NumberRange range,
                             const std::string& description) {
  return app.add_option_function<std::string>(name, store, description)
      ->type_name("N")
      ->check([range](const std::string& text) { return refuse_unless_number(range, text); });
}

}  // namespace

CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& target,
                        const std::vector<std::string>& choices, const std::string& description) {
  CLI::Option* option = app.add_option(name, target, description);
  if (!target.empty()) {
    option->capture_default_str();
  }
  return option->type_name(fmt::format("{}", fmt::join(choices, "|")))->check([choices](const std::string& text) {
    return refuse_unless_choice(choices, text);
  });
}

CLI::Option* add_choices(CLI::App& app, const std::string& name, std::vector<std::string>& target,
                         const std::vector<std::string>& choices, const std::string& description) {
  return app.add_option(name, target, description)
      ->type_name(fmt::format("{}", fmt::join(choices, "|")))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check([choices](const std::string& text) { return refuse_unless_choice(choices, text); });
}

CLI::Option* add_number(CLI::App& app, const std::string& name, std::uint64_t& target, NumberRange range,
                        const std::string& description) {
  const auto store = [&target, range](const std::string& text) { target = parse_number(text, range).value_or(target); };
  return add_number_with(app, name, store, range, description)->default_str(std::to_string(target));
}

CLI::Option* add_number(CLI::App& app, const std::string& name, std::optional<std::uint64_t>& target, NumberRange range,
                        const std::string& description) {
  const auto store = [&target, range](const std::string& text) { target = parse_number(text, range); };
  return add_number_with(app, name, store, range, description);
}

CLI::Option* add_export_ids(CLI::App& app, std::vector<std::string>& target, const std::string& description) {
  return app.add_option("ID", target, description)->type_name("EXPORT");
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  names.reserve(std::size(all_export_formats));
  for (const ExportFormat format : all_export_formats) {
    names.emplace_back(to_string(format));
  }
  return names;
}

std::vector<std::string> choices_of(std::string_view type_name) {
  std::vector<std::string> choices;
  if (type_name.find('|') == std::string_view::npos) {
    return choices;
  }
  while (true) {
    const std::size_t bar = type_name.find('|');
    choices.emplace_back(type_name.substr(0, bar));
    if (bar == std::string_view::npos) {
      return choices;
    }
    type_name.remove_prefix(bar + 1);
  }
}

}  // namespace docexport
