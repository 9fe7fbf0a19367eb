#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

bool contains(const std::string& text, const char* pattern) {
  return std::regex_search(text, std::regex(pattern));
}

std::string without_triggers(const std::string& text) {
  return std::regex_replace(text, std::regex(R"(CREATE TRIGGER[^]*?\nEND;)"), "");
}

}  // namespace

TEST_CASE("every transaction of the catalog is an immediate one") {
  int files = 0;
  int transactions = 0;
  for (const auto& entry : std::filesystem::directory_iterator(DOCEXPORT_CATALOG_SOURCES)) {
    const std::string text = without_triggers(content_of(entry.path()));
    CAPTURE(entry.path().string());
    CHECK_FALSE(contains(text, R"(\bBEGIN\b)"));
    CHECK_FALSE(contains(text, R"(\bSAVEPOINT\b|SQLite::Savepoint)"));
    const std::regex immediate(R"(transaction_\.emplace\([^;]*TransactionBehavior::IMMEDIATE\))");
    CHECK_FALSE(contains(std::regex_replace(text, immediate, ""), R"(SQLite::Transaction[({]|transaction_\.emplace)"));
    transactions += std::regex_search(text, immediate) ? 1 : 0;
    ++files;
  }
  CHECK(files > 10);
  CHECK(transactions == 1);
}
