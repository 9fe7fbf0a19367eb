#include "cli/results.hpp"

#include <fmt/format.h>

#include "cli/export_output.hpp"

namespace docexport {

Results::Results(Session& session, std::string noun, Shape shape)
    : session_(session), noun_(std::move(noun)), shape_(shape) {}

bool Results::attempt(const FailureSubject& subject, const std::function<void()>& work) {
  try {
    work();
    succeed();
    return true;
  } catch (const Error& error) {
    fail({.kind = error.kind(), .message = error.what()}, subject);
    return error.kind() != ErrorKind::interrupted && error.kind() != ErrorKind::busy &&
           error.kind() != ErrorKind::configuration;
  }
}

void Results::fail(const Failure& failure, const FailureSubject& subject) {
  tally_.fail(failure.kind);
  session_.report_failure(failure.kind, failure.message, subject);
  nlohmann::ordered_json object = {
      {"code", exit_code_of(failure.kind)}, {"kind", to_string(failure.kind)}, {"message", failure.message}};
  if (!subject.key.empty()) {
    object[subject.key] = subject.value;
  }
  failures_.push_back(std::move(object));
}

void Results::add_object(nlohmann::ordered_json object) {
  if (session_.mode() == OutputMode::json) {
    objects_.push_back(std::move(object));
  }
}

void Results::set(const std::string& key, nlohmann::ordered_json value) {
  extra_[key] = std::move(value);
}

int Results::finish(const std::string& message) {
  if (session_.mode() != OutputMode::json) {
    return tally_.exit_code();
  }
  nlohmann::ordered_json document = {{"success", tally_.failures() == 0}};
  if (shape_ == Shape::single) {
    document[noun_] = objects_.empty() ? nlohmann::ordered_json() : std::move(objects_.front());
  } else {
    document[noun_ + "s"] = std::move(objects_);
  }
  const bool is_lone_failure = shape_ == Shape::single && tally_.successes() == 0 && !failures_.empty();
  document["message"] = is_lone_failure ? failures_.back()["message"] : nlohmann::ordered_json(message);
  document.update(extra_);
  document["failures"] = std::move(failures_);
  session_.print_json(document);
  return tally_.exit_code();
}

std::string Results::summary(const std::string& participle) const {
  return fmt::format("{} {}", counted(tally_.successes(), noun_), participle);
}

Shape shape_of(const std::vector<std::string>& arguments) {
  return arguments.size() == 1 && arguments.front() != "-" ? Shape::single : Shape::several;
}

}  // namespace docexport
