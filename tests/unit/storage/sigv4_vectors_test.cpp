#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "docexport/base/file.hpp"
#include "sigv4_case.hpp"
#include "storage/percent_encoding.hpp"

namespace docexport {
namespace {

std::string read_text(const std::filesystem::path& path) {
  std::string text = read_file(path, std::size_t{1} << 20);
  std::erase(text, '\r');
  return text;
}

std::string decode(std::string_view text) {
  return percent_decode(text).value();
}

void read_target(const std::string& target, RequestToSign& request) {
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = decode(std::string_view(target).substr(0, question));
  std::istringstream query(target.substr(std::min(question + 1, target.size())));
  for (std::string pair; std::getline(query, pair, '&');) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    request.query.emplace_back(decode(std::string_view(pair).substr(0, equals)),
                               decode(std::string_view(pair).substr(std::min(equals + 1, pair.size()))));
  }
}

void read_request(const std::string& text, test::SigningCase& read) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  read.request.method = line.substr(0, first);
  read_target(line.substr(first + 1, last - first - 1), read.request);
  while (std::getline(lines, line) && !line.empty()) {
    if (line.starts_with(' ')) {
      read.request.headers.back().second += "\n" + line;
    } else {
      const std::size_t colon = line.find(':');
      read.request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    }
  }
  std::getline(lines, read.body, '\0');
}

test::ExpectedSignature read_expected(const std::filesystem::path& folder, const std::string& form) {
  return {.canonical_request = read_text(folder / (form + "-canonical-request.txt")),
          .string_to_sign = read_text(folder / (form + "-string-to-sign.txt")),
          .signature = read_text(folder / (form + "-signature.txt"))};
}

test::SigningCase read_case(const std::filesystem::path& folder) {
  const nlohmann::json context = nlohmann::json::parse(read_text(folder / "context.json"));
  test::SigningCase read{.name = folder.filename(),
                         .token = context.at("credentials").value("token", ""),
                         .omits_token = context.value("omit_session_token", false),
                         .signs_body = context.at("sign_body"),
                         .scope = {.time = parse_rfc3339(context.at("timestamp").get<std::string>()).value(),
                                   .region = context.at("region"),
                                   .service = context.at("service")},
                         .header = read_expected(folder, "header"),
                         .query = read_expected(folder, "query")};
  read.scope.path_form = context.at("normalize").get<bool>() ? PathForm::normalized : PathForm::as_is;
  read_request(read_text(folder / "request.txt"), read);
  return read;
}

TEST_CASE("each case in the folder of the official suite is signed as it says") {
  const char* const folder = std::getenv("DOCEXPORT_SIGV4_VECTORS");
  if (folder == nullptr || !std::filesystem::is_directory(folder)) {
    MESSAGE("skipped: DOCEXPORT_SIGV4_VECTORS names no folder of the official suite");
    return;
  }
  int cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / "request.txt")) {
      test::check_signing_case(read_case(entry.path()));
      ++cases;
    }
  }
  CHECK(cases > 0);
}

}  // namespace
}  // namespace docexport
