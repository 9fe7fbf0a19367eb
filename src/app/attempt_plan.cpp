#include "app/attempt_plan.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "docexport/base/random.hpp"
#include "docexport/catalog/catalog.hpp"

namespace docexport {

namespace {

/// S3 takes no part below this but the last one: a smaller file was never sent in parts.
constexpr std::uint64_t smallest_part = std::uint64_t{5} << 20;

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

void look_back(AttemptPlan& plan, const Export& row, const Attempt& last) {
  plan.upload = parse_upload_record(last.upload_json);
  if (plan.upload) {
    plan.attempt.object_key = plan.upload->key;
    plan.attempt.upload_json = last.upload_json;
  } else if (row.error_class == ErrorClass::interrupted && row.file_size.value_or(0) > smallest_part) {
    plan.unrecorded_key = last.object_key;
  }
}

}  // namespace

/// The key is `<catalog id>/<export id>/<attempt>-<nonce>/<file name>`: unique to the attempt, so that a process that
/// comes back from the dead writes over nothing. The store puts its own prefix before it.
AttemptPlan plan_attempt(Services& services, const Export& row) {
  static const std::string host = host_name();
  AttemptPlan plan;
  Attempt& attempt = plan.attempt;
  attempt.export_id = row.id;
  attempt.number = row.attempts + 1;
  attempt.nonce = random_hexadecimal(8);
  attempt.host = host;
  attempt.process_id = ::getpid();
  plan.own_key =
      fmt::format("{}/{}/{}-{}/{}", services.catalog().id(), row.id, attempt.number, attempt.nonce, row.file_name);
  attempt.object_key = plan.own_key;
  if (row.attempts > 0) {
    if (const auto last = services.catalog().life().current_attempt(row.id)) {
      look_back(plan, row, *last);
    }
  }
  return plan;
}

std::optional<UploadRecord> settle_key(AttemptPlan& plan, RenderedFile& file) {
  if (!plan.upload || plan.upload->is_of(file)) {
    return std::nullopt;
  }
  plan.attempt.object_key = plan.own_key;
  file.object_key = plan.own_key;
  return std::exchange(plan.upload, std::nullopt);
}

}  // namespace docexport
