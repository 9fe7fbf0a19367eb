#include "storage/s3_sending.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "docexport/base/text.hpp"
#include "storage/s3_answers.hpp"
#include "storage/s3_failure.hpp"
#include "storage/xml_reader.hpp"

namespace docexport {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::uint64_t large_body = std::uint64_t{1} << 20;
constexpr milliseconds small_request_limit = std::chrono::minutes(5);
constexpr milliseconds long_request_limit = std::chrono::minutes(15);

bool is_success_status(const HttpResponse& answer) {
  return answer.status >= 200 && answer.status < 300;
}

/// What a captive portal or a proxy says in S3's stead.
bool is_web_page(const HttpResponse& answer) {
  const std::string start = to_lower_ascii(trim(std::string_view(answer.body).substr(0, 64)));
  return start.starts_with("<!doctype html") || start.starts_with("<html");
}

bool is_large(const S3Request& request) {
  return request.file.descriptor >= 0 && request.file.size > large_body;
}

Error foreign_answer(const std::string& host, int status, std::string_view problem) {
  return {ErrorKind::temporary,
          fmt::format("{} answered {} {}. Check the endpoint, then try again.", host, status, problem)};
}

}  // namespace

S3Sending::S3Sending(S3Session& session, S3Request request, const HttpReceiver& receive)
    : session_(session),
      request_(std::move(request)),
      receive_(receive),
      max_attempts_(session.parts().settings.max_attempts),
      corrections_(session) {
  if (const auto total = session.parts().options.total_timeout) {
    deadline_ = steady_clock::now() + *total;
  }
}

HttpResponse S3Sending::run() {
  while (true) {
    Outcome outcome = send_once();
    note_outcome(outcome);
    if (!outcome.error && is_success_status(outcome.answer)) {
      return finish(std::move(outcome));
    }
    if (!outcome.error && corrections_.apply(outcome.answer, request_, terms_)) {
      prepare_resend();
      continue;
    }
    const std::optional<RetryCause> cause = cause_of(outcome);
    const std::optional<milliseconds> delay = cause ? plan_retry(*cause, outcome) : std::nullopt;
    if (!delay) {
      return finish(std::move(outcome));
    }
    session_.parts().wait(*delay, request_.stop);
    prepare_resend();
  }
}

S3Sending::Outcome S3Sending::send_once() {
  terms_ = session_.terms();
  ++sent_;
  const HttpReceiver receiver = [this](const HttpResponse& answer, std::string_view piece) { take(answer, piece); };
  ConnectionPool::Loan connection(session_.connections());
  Outcome outcome;
  try {
    outcome.answer = connection.client().send(next_request(), receive_ ? receiver : HttpReceiver());
    check_answer(outcome);
  } catch (const Error& error) {
    if (receiver_failure_ || error.kind() == ErrorKind::interrupted) {
      throw;
    }
    outcome.error = error;
  }
  return outcome;
}

HttpRequest S3Sending::next_request() const {
  HttpRequest request = session_.sign(request_, terms_);
  request.asks_first = is_large(request_) && session_.asks_first();
  request.may_be_silent = request_.may_take_long;
  request.time_limit = time_limit();
  request.stop = request_.stop;
  return request;
}

milliseconds S3Sending::time_limit() const {
  milliseconds limit{0};
  if (request_.may_take_long) {
    limit = long_request_limit;
  } else if (request_.file.descriptor < 0 && !receive_) {
    limit = small_request_limit;
  }
  if (!deadline_) {
    return limit;
  }
  const auto left = std::chrono::duration_cast<milliseconds>(*deadline_ - steady_clock::now());
  const milliseconds at_least_some = std::max(left, milliseconds(1));
  return limit.count() == 0 ? at_least_some : std::min(limit, at_least_some);
}

void S3Sending::take(const HttpResponse& answer, std::string_view piece) {
  if (request_.needs_etag && answer.header("etag").empty()) {
    throw foreign_answer(host(), answer.status, "without an ETag");
  }
  delivered_ += piece.size();
  try {
    receive_(answer, piece);
  } catch (...) {
    receiver_failure_ = std::current_exception();
    throw;
  }
}

/// Throws, or makes a failure of the answer, when it only looks like a success.
void S3Sending::check_answer(Outcome& outcome) const {
  HttpResponse& answer = outcome.answer;
  if (!is_success_status(answer)) {
    return;
  }
  if (answer.body.find("<Error") != std::string::npos && parse_error_answer(answer.body)) {
    answer.status = 500;
    return;
  }
  if (is_web_page(answer)) {
    throw foreign_answer(host(), answer.status, "with a web page, as a proxy or a login page would");
  }
  if (request_.needs_etag && answer.header("etag").empty()) {
    throw foreign_answer(host(), answer.status, "without an ETag");
  }
  if (request_.may_fail_in_body && !answer.body.empty() && !parse_xml(answer.body)) {
    throw foreign_answer(host(), answer.status, "with a document that is not whole");
  }
}

void S3Sending::note_outcome(const Outcome& outcome) {
  const bool was_granted = !outcome.error && is_success_status(outcome.answer);
  if (was_granted) {
    session_.quota().give_back(retry_cost_);
  }
  if (is_large(request_)) {
    session_.note_large_upload(was_granted);
  }
}

std::optional<RetryCause> S3Sending::cause_of(const Outcome& outcome) const {
  if (delivered_ > 0 && !request_.before_resend) {
    return std::nullopt;
  }
  if (outcome.error) {
    return outcome.error->kind() == ErrorKind::temporary ? std::optional(RetryCause::transient) : std::nullopt;
  }
  const std::string code = error_code(outcome.answer.body);
  if (code == "ConditionalRequestConflict" && request_.may_take_long) {
    return std::nullopt;
  }
  return retry_cause(outcome.answer.status, code);
}

/// The wait before the next retry; nullopt when there is to be none.
std::optional<milliseconds> S3Sending::plan_retry(RetryCause cause, const Outcome& outcome) {
  if (retries_ + 1 >= max_attempts_) {
    return std::nullopt;
  }
  const std::string problem = what() + ": " + describe(outcome);
  const RetryHint hint = read_retry_hint(outcome.answer, session_.now());
  const milliseconds delay = retry_delay(cause, retries_ + 1, session_.parts().random(), hint);
  if (deadline_ && steady_clock::now() + delay >= *deadline_) {
    session_.tell(problem + " Not tried again: the time for it would be over.");
    return std::nullopt;
  }
  const std::optional<int> cost = session_.quota().take(cause);
  if (!cost) {
    session_.tell(problem + " Not tried again: too many requests fail.");
    return std::nullopt;
  }
  retry_cost_ = *cost;
  ++retries_;
  session_.tell(fmt::format("{} Attempt {} of {} follows in {:.2f} s.", problem, retries_ + 1, max_attempts_,
                            std::chrono::duration<double>(delay).count()));
  return delay;
}

void S3Sending::prepare_resend() {
  if (request_.before_resend) {
    request_.before_resend(request_);
  }
}

std::string S3Sending::describe(const Outcome& outcome) const {
  if (outcome.error) {
    return outcome.error->what();
  }
  const S3Failure failure = describe_failure(outcome.answer, session_.now());
  return fmt::format("{}{} from {}.", failure.status, failure.code.empty() ? "" : " " + failure.code, host());
}

HttpResponse S3Sending::finish(Outcome outcome) const {
  if (outcome.error) {
    const std::string tries = sent_ > 1 ? fmt::format(" It was tried {} times.", sent_) : "";
    throw Error(outcome.error->kind(), outcome.error->what() + tries);
  }
  outcome.answer.attempts = sent_;
  return std::move(outcome.answer);
}

std::string S3Sending::what() const {
  const auto part = std::find_if(request_.query.begin(), request_.query.end(),
                                 [](const auto& each) { return each.first == "partNumber"; });
  return fmt::format("{} {}/{}{}", request_.method, session_.parts().bucket, request_.key,
                     part == request_.query.end() ? "" : " part " + part->second);
}

}  // namespace docexport
