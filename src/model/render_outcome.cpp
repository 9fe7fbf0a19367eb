#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "docexport/base/text.hpp"
#include "docexport/model/render_protocol.hpp"

namespace docexport {

namespace {

using nlohmann::json;

constexpr std::size_t warning_limit = 1000;
constexpr std::size_t warning_bytes = 1000;
constexpr std::size_t message_bytes = 2000;

using StatsMember = std::uint64_t RenderStats::*;
constexpr std::array<std::pair<const char*, StatsMember>, 7> stats_members = {{
    {"pages", &RenderStats::pages},
    {"blocks", &RenderStats::blocks},
    {"tables", &RenderStats::tables},
    {"rows", &RenderStats::rows},
    {"fields", &RenderStats::fields},
    {"words", &RenderStats::words},
    {"characters", &RenderStats::characters},
}};

/// Kinds a child may give: any other would make the parent act on a hostile document's word.
constexpr std::array<ErrorKind, 5> allowed_kinds = {ErrorKind::input, ErrorKind::unsupported, ErrorKind::limit,
                                                    ErrorKind::no_space, ErrorKind::internal};

/// Cut between characters; the parser has taken care that the text is UTF-8.
std::string bounded_text(const std::string& text, std::size_t limit) {
  std::string_view cut = std::string_view(text).substr(0, limit);
  while (!is_valid_utf8(cut)) {
    cut.remove_suffix(1);
  }
  return std::string(cut);
}

json stats_to_json(const RenderStats& stats) {
  json object = json::object();
  for (const auto& [name, member] : stats_members) {
    if (stats.*member > 0) {
      object[name] = stats.*member;
    }
  }
  return object;
}

RenderStats stats_from_json(const json& object) {
  RenderStats stats;
  for (const auto& [name, member] : stats_members) {
    stats.*member = object.value(name, std::uint64_t{0});
  }
  return stats;
}

RenderFailure failure_from_json(const json& object) {
  const std::string kind_name = object.at("kind");
  for (const ErrorKind kind : allowed_kinds) {
    if (to_string(kind) == kind_name) {
      return {.kind = kind, .message = bounded_text(object.at("message"), message_bytes)};
    }
  }
  throw Error(ErrorKind::internal, "the document reader gave an unknown kind of failure");
}

std::uint64_t count_from_json(const json& value) {
  // A negative or fractional number would be converted silently.
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > (std::uint64_t{1} << 53U)) {
    throw Error(ErrorKind::internal, "the document reader gave a count that is none");
  }
  return value;
}

RenderOutcome outcome_from_json(const json& object) {
  RenderOutcome outcome;
  if (object.contains("failure")) {
    outcome.failure = failure_from_json(object.at("failure"));
  }
  outcome.media_type = bounded_text(object.at("media_type"), 255);
  outcome.records_count = count_from_json(object.at("records_count"));
  for (const auto& [name, value] : object.at("stats").items()) {
    count_from_json(value);
  }
  outcome.stats = stats_from_json(object.at("stats"));
  for (const json& warning : object.at("warnings")) {
    if (outcome.warnings.size() < warning_limit) {
      outcome.warnings.push_back(bounded_text(warning, warning_bytes));
    }
  }
  return outcome;
}

/// A few megabytes of brackets would become gigabytes of values.
bool refuse_depth(int depth, json::parse_event_t /*event*/, const json& /*value*/) {
  if (depth > 3) {
    throw Error(ErrorKind::internal, "the document reader gave an answer that is nested too deep");
  }
  return true;
}

}  // namespace

std::string write_render_outcome(const RenderOutcome& outcome) {
  json object = {{"media_type", outcome.media_type},
                 {"records_count", outcome.records_count},
                 {"stats", stats_to_json(outcome.stats)},
                 {"warnings", json::array()}};
  for (const std::string& warning : outcome.warnings) {
    if (object["warnings"].size() < warning_limit) {
      object["warnings"].push_back(warning.substr(0, warning_bytes));
    }
  }
  if (outcome.failure) {
    object["failure"] = {{"kind", to_string(outcome.failure->kind)},
                         {"message", outcome.failure->message.substr(0, message_bytes)}};
  }
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

RenderOutcome parse_render_outcome(const std::string& message) {
  try {
    return outcome_from_json(json::parse(message, refuse_depth));
  } catch (const json::exception&) {
    throw Error(ErrorKind::internal, "the document reader gave an answer that cannot be read");
  }
}

std::string write_render_stats(const RenderStats& stats) {
  return stats_to_json(stats).dump();
}

}  // namespace docexport
