#include "app/bundle_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

using nlohmann::json;

/// Why a document may be refused before it is registered.
constexpr std::array refusal_kinds = {
    ErrorKind::not_found, ErrorKind::ambiguous,   ErrorKind::refused, ErrorKind::access,   ErrorKind::integrity,
    ErrorKind::input,     ErrorKind::unsupported, ErrorKind::limit,   ErrorKind::conflict, ErrorKind::no_space};

ErrorKind refusal_kind(const std::string& text) {
  const auto* kind = std::find_if(refusal_kinds.begin(), refusal_kinds.end(),
                                  [&text](ErrorKind each) { return to_string(each) == text; });
  return kind == refusal_kinds.end() ? ErrorKind::internal : *kind;
}

json to_json(const BundleMember& member) {
  json object = {{"name", member.name}};
  if (!member.id.empty()) {
    object["id"] = member.id;
  }
  if (member.refusal) {
    object["error"] = {{"kind", to_string(member.refusal->kind)}, {"message", member.refusal->message}};
  }
  return object;
}

BundleMember from_json(const json& object) {
  BundleMember member{.id = object.value("id", ""), .name = object.at("name")};
  if (object.contains("error")) {
    const json& error = object.at("error");
    member.refusal = Failure{.kind = refusal_kind(error.at("kind").get<std::string>()), .message = error.at("message")};
  }
  return member;
}

}  // namespace

std::vector<BundleMember> bundle_members(const std::string& options_json) {
  try {
    const json options = json::parse(options_json);
    std::vector<BundleMember> members;
    for (const json& object : options.at("documents")) {
      members.push_back(from_json(object));
    }
    return members;
  } catch (const json::exception&) {
    throw Error(ErrorKind::integrity, "the catalog holds a bundle whose documents cannot be read");
  }
}

std::string count_documents(std::size_t count) {
  return fmt::format("{} document{}", count, count == 1 ? "" : "s");
}

std::string write_bundle_members(const std::string& options_json, const std::vector<BundleMember>& members) {
  json all = json::parse(options_json);
  all["documents"] = json::array();
  for (const BundleMember& member : members) {
    all["documents"].push_back(to_json(member));
  }
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string options_of_members(const std::string& options_json) {
  json all = json::parse(options_json);
  all.erase("documents");
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace docexport
