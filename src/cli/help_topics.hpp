#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace docexport {

/// The text of `docexport help TOPIC`; nullopt when there is no such topic.
std::optional<std::string> topic_text(const std::string& topic);

/// `docexport help exit-codes` and what it tells, for each topic.
std::vector<std::pair<std::string, std::string>> topic_entries();

std::vector<std::string> topic_names();

}  // namespace docexport
