#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace docexport {

/// Kinds of options that CLI11 2.1 has no good form of. An option's type name is what help and completion show:
/// `a|b|c` lists the values there are, EXPORT, DOCUMENT, FILE and DIR say what to complete.

/// One of `choices`.
CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& target,
                        const std::vector<std::string>& choices, const std::string& description);

/// Some of `choices`, separated by commas or by repeating the option.
CLI::Option* add_choices(CLI::App& app, const std::string& name, std::vector<std::string>& target,
                         const std::vector<std::string>& choices, const std::string& description);

struct NumberRange {
  std::uint64_t smallest = 0;
  std::uint64_t largest = 0;
};

/// A whole number in decimal digits. `target`'s value is shown as the default.
CLI::Option* add_number(CLI::App& app, const std::string& name, std::uint64_t& target, NumberRange range,
                        const std::string& description);
CLI::Option* add_number(CLI::App& app, const std::string& name, std::optional<std::uint64_t>& target, NumberRange range,
                        const std::string& description);

/// A size of one byte or more with its unit: `10M`, `2GiB`. `target`'s value is shown as the default.
CLI::Option* add_size(CLI::App& app, const std::string& name, std::uint64_t& target, NumberRange range,
                      const std::string& description);

/// A number from 0 to 100, with or without a fraction.
CLI::Option* add_percentage(CLI::App& app, const std::string& name, std::optional<double>& target,
                            const std::string& description);

/// Ids of exports: `ID…`, or `-` for ids on standard input.
CLI::Option* add_export_ids(CLI::App& app, std::vector<std::string>& target, const std::string& description);

/// The export formats as `--format` takes them.
std::vector<std::string> format_names();

/// The values a type name of the form `a|b|c` lists; empty for other type names.
std::vector<std::string> choices_of(std::string_view type_name);

}  // namespace docexport
