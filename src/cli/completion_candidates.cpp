#include "cli/completion_candidates.hpp"

#include <fmt/format.h>

#include "cli/help_topics.hpp"
#include "cli/option_kinds.hpp"
#include "cli/relative_time.hpp"
#include "docexport/app/browsing.hpp"
#include "docexport/app/documents.hpp"
#include "docexport/app/settings.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

/// More than this nobody reads, and the shell must not wait.
constexpr std::uint64_t newest_ids = 50;

/// Settings with which the catalog is looked at, and nothing else is done.
Settings settings_of(const GlobalOptions& globals, const Environment& environment) {
  Settings settings = resolve_settings({.database = globals.database, .store = globals.store}, environment);
  settings.reaps = false;
  return settings;
}

/// The last of several values that a comma separates: `failed,exp` completes `exp`.
std::pair<std::string, std::string> split_list(const std::string& word) {
  const std::size_t comma = word.rfind(',');
  return comma == std::string::npos ? std::pair(std::string(), word)
                                    : std::pair(word.substr(0, comma + 1), word.substr(comma + 1));
}

}  // namespace

Candidates CandidateSource::values(const std::string& type_name, const std::string& word) {
  if (type_name == "EXPORT") {
    return exports();
  }
  if (type_name == "DOCUMENT") {
    return documents();
  }
  if (type_name == "FILE") {
    return {.files = true};
  }
  if (type_name == "TOPIC") {
    return topics();
  }
  Candidates candidates;
  for (const std::string& choice : choices_of(type_name)) {
    candidates.items.push_back({.text = choice});
  }
  return with_prefix(std::move(candidates), split_list(word).first);
}

Candidates CandidateSource::exports() {
  Services services(settings_of(tree_.globals, environment_));
  Candidates candidates;
  for (const Export& row : list_exports(services, {}, {.limit = newest_ids}).exports) {
    candidates.items.push_back({.text = row.id,
                                .description = fmt::format("{}, {}, {}", row.name, to_string(row.status),
                                                           relative_time(row.created_at, services.now()))});
  }
  return candidates;
}

Candidates CandidateSource::documents() {
  Candidates candidates{.files = true};
  try {
    Services services(settings_of(tree_.globals, environment_));
    for (const Document& document : list_documents(services, 1, newest_ids).documents) {
      candidates.items.push_back(
          {.text = document.id,
           .description = fmt::format("{}, {}", document.name, relative_time(document.added_at, services.now()))});
    }
  } catch (const Error&) {
    // Files can be offered all the same.
    return candidates;
  }
  return candidates;
}

Candidates CandidateSource::topics() {
  Candidates candidates;
  for (const std::string& topic : topic_names()) {
    candidates.items.push_back({.text = topic, .description = "topic"});
  }
  for (const CLI::App* command : tree_.program.get_subcommands([](CLI::App*) { return true; })) {
    candidates.items.push_back({.text = command->get_name(), .description = command->get_description()});
  }
  return candidates;
}

Candidates with_prefix(Candidates candidates, const std::string& prefix) {
  for (Candidate& candidate : candidates.items) {
    candidate.text.insert(0, prefix);
  }
  return candidates;
}

void take_setting(const CLI::Option& option, const std::string& value, GlobalOptions& globals) {
  if (option.check_lname("db")) {
    globals.database = value;
  } else if (option.check_lname("store")) {
    globals.store = value;
  }
}

std::string candidate_lines(const Candidates& candidates, std::string_view word) {
  std::string lines;
  for (const Candidate& candidate : candidates.items) {
    if (candidate.text.starts_with(word)) {
      lines += fmt::format("{}\t{}\n", escape_controls(candidate.text), escape_controls(candidate.description));
    }
  }
  return lines + (candidates.files ? ":files\n" : ":\n");
}

}  // namespace docexport
