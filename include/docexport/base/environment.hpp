#pragma once

#include <map>
#include <optional>
#include <string>

namespace docexport {

/// The environment variables as a value, so that whoever reads settings can be tested with others.
class Environment {
 public:
  Environment() = default;
  explicit Environment(std::map<std::string, std::string> variables) : variables_(std::move(variables)) {}

  /// The process's own.
  static Environment of_process();

  /// nullopt when the variable is absent or empty, as POSIX tools treat it.
  [[nodiscard]] std::optional<std::string> get(const std::string& name) const;

  /// All of them, for a program that is started with the same.
  [[nodiscard]] const std::map<std::string, std::string>& variables() const { return variables_; }

 private:
  std::map<std::string, std::string> variables_;
};

}  // namespace docexport
