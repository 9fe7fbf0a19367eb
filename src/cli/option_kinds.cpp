#include "cli/option_kinds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <utility>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "docexport/model/export_format.hpp"

namespace docexport {

namespace {

/// What people call a format that has another name here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> other_format_names = {{{"excel", "xlsx"},
                                                                                               {"xls", "xlsx"},
                                                                                               {"spreadsheet", "xlsx"},
                                                                                               {"markdown", "md"},
                                                                                               {"text", "txt"},
                                                                                               {"plain", "txt"},
                                                                                               {"ndjson", "jsonl"},
                                                                                               {"jsonlines", "jsonl"},
                                                                                               {"htm", "html"},
                                                                                               {"xhtml", "html"},
                                                                                               {"tsv", "csv"}}};

std::string nearest_choice(const std::vector<std::string>& choices, const std::string& text) {
  for (const auto& [other, ours] : other_format_names) {
    if (other == text && std::find(choices.begin(), choices.end(), ours) != choices.end()) {
      return std::string(ours);
    }
  }
  return nearest(text, choices);
}

std::string refuse_unless_choice(const std::vector<std::string>& choices, const std::string& text) {
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) {
    return {};
  }
  const std::string near = nearest_choice(choices, to_lower_ascii(text));
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

/// A size as it is typed: in the largest unit that gives a whole number.
std::string exact_size(std::uint64_t bytes) {
  constexpr std::array<std::pair<const char*, unsigned>, 4> units = {
      {{"TiB", 40}, {"GiB", 30}, {"MiB", 20}, {"KiB", 10}}};
  for (const auto& [unit, bits] : units) {
    if (bytes >> bits << bits == bytes) {
      return fmt::format("{}{}", bytes >> bits, unit);
    }
  }
  return fmt::format("{}B", bytes);
}

std::string refuse_unless_size(NumberRange range, const std::string& text) {
  try {
    const std::uint64_t size = parse_size(text);
    return size >= range.smallest && size <= range.largest
               ? std::string()
               : fmt::format("\"{}\" is not from {} to {}", text, exact_size(range.smallest),
                             exact_size(range.largest));
  } catch (const Error& error) {
    return error.what();
  }
}

std::optional<double> parse_percentage(const std::string& text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const bool is_number = error == std::errc{} && rest == text.data() + text.size();
  return is_number && value >= 0 && value <= 100 ? std::optional(value) : std::nullopt;
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

CLI::Option* add_size(CLI::App& app, const std::string& name, std::uint64_t& target, NumberRange range,
                      const std::string& description) {
  const auto store = [&target](const std::string& text) { target = parse_size(text); };
  return app.add_option_function<std::string>(name, store, description)
      ->type_name("SIZE")
      ->check([range](const std::string& text) { return refuse_unless_size(range, text); })
      ->default_str(exact_size(target));
}

CLI::Option* add_percentage(CLI::App& app, const std::string& name, std::optional<double>& target,
                            const std::string& description) {
  const auto store = [&target](const std::string& text) { target = parse_percentage(text); };
  return app.add_option_function<std::string>(name, store, description)
      ->type_name("PERCENT")
      ->check([](const std::string& text) {
        return parse_percentage(text) ? std::string() : fmt::format("\"{}\" is not a number from 0 to 100", text);
      });
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
