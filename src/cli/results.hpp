#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "docexport/app/failure.hpp"
#include "docexport/cli/exit_code.hpp"

namespace docexport {

/// One thing was named, or (also if there happens to be one) any number of things: the shape of the JSON document
/// follows what was asked, not what was found.
enum class Shape { single, several };

/// What became of one or several things. With --json they end as one document (design §3):
/// `{"success", "<noun>" or "<noun>s", "message", …, "failures": [{"code", "kind", "message", …}]}`.
class Results {
 public:
  Results(Session& session, std::string noun, Shape shape);

  /// Does something to one of the things. An Error of `work` becomes that thing's failure. False when it ends the
  /// whole: an interruption, or a catalog that cannot be used by anyone.
  bool attempt(const FailureSubject& subject, const std::function<void()>& work);
  void succeed() { tally_.succeed(); }
  /// Reports the failure on the error stream at once; the others go on.
  void fail(const Failure& failure, const FailureSubject& subject = {});
  /// One object of the JSON document. Only kept with --json.
  void add_object(nlohmann::ordered_json object);
  /// One more key of the JSON document.
  void set(const std::string& key, nlohmann::ordered_json value);

  [[nodiscard]] const Tally& tally() const { return tally_; }
  /// "3 exports deleted", for several things.
  [[nodiscard]] std::string summary(const std::string& participle) const;
  /// Prints the JSON document if that was asked for, and returns the exit code. The message of a single failure is the
  /// failure's own.
  int finish(const std::string& message);

 private:
  Session& session_;
  std::string noun_;
  Shape shape_;
  Tally tally_{};
  nlohmann::ordered_json objects_ = nlohmann::ordered_json::array();
  nlohmann::ordered_json failures_ = nlohmann::ordered_json::array();
  nlohmann::ordered_json extra_ = nlohmann::ordered_json::object();
};

/// One argument that is not `-` names one thing.
Shape shape_of(const std::vector<std::string>& arguments);

}  // namespace docexport
