#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

/// How results are written: for people and pipes, or one of the three promises (design §3).
enum class OutputMode { text, json, jsonl, ids };

/// The options that every command has, before or after its name.
struct GlobalOptions {
  std::optional<std::string> database{};
  std::optional<std::string> store{};
  std::optional<std::string> profile{};
  std::optional<std::string> region{};
  std::optional<std::string> endpoint{};
  std::string checksum{};  ///< empty when not given
  std::optional<std::string> timeout{};
  bool json = false;
  bool jsonl = false;
  bool ids = false;
  bool quiet = false;
  bool verbose = false;
  std::string color{};  ///< auto, always or never; empty when not given

  [[nodiscard]] OutputMode mode() const;
  /// --json or --jsonl: a program reads both streams.
  [[nodiscard]] bool is_machine() const { return json || jsonl; }
};

void add_global_options(CLI::App& app, GlobalOptions& options);

}  // namespace docexport
