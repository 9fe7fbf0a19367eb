#include "app/bundle_manifest.hpp"

#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "docexport/model/render_options.hpp"

namespace docexport {

namespace {

using nlohmann::ordered_json;

constexpr const char* schema = "docexport-bundle/1";

std::string text_of(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

template <typename Value>
ordered_json null_if(bool is_absent, const Value& value) {
  return is_absent ? ordered_json() : ordered_json(value);
}

ordered_json description(const Document& document) {
  const bool is_unknown = document.id.empty();
  return {{"id", null_if(is_unknown, document.id)},
          {"name", document.name},
          {"media_type", null_if(is_unknown, document.media_type)},
          {"document_size", null_if(is_unknown || document.sha256.empty(), document.size)},
          {"document_sha256", null_if(document.sha256.empty(), document.sha256)}};
}

}  // namespace

BundleManifest::BundleManifest(const std::filesystem::path& folder, const Export& row)
    : file_(open_unnamed_file(folder)) {
  const RenderOptions options = parse_render_options(row.options_json);
  put("{\n\"schema\":\"" + std::string(schema) + "\",\n\"format\":\"" + std::string(to_string(row.format)) +
      "\",\n\"options\":" + write_render_options(options) + ",\n\"documents\":[");
}

void BundleManifest::add(const Document& document, const std::string& file, const Rendering& rendering) {
  const RenderedFile& facts = rendering.facts;
  const ordered_json counts = ordered_json::parse(facts.stats_json);
  ordered_json object = description(document);
  object.update({{"file", file},
                 {"size", facts.size},
                 {"sha256", facts.sha256},
                 {"records_count", facts.records_count},
                 {"counts", counts},
                 {"warnings", rendering.warnings},
                 {"error", nullptr}});
  put_document(text_of(object));
  for (const auto& [name, count] : counts.items()) {
    counts_[name] += count.get<std::uint64_t>();
  }
  ++exported_;
  records_ += facts.records_count;
  bytes_ += facts.size;
}

void BundleManifest::add_failure(const Document& document, const Rendering& rendering) {
  ordered_json object = description(document);
  object.update({{"file", nullptr},
                 {"size", nullptr},
                 {"sha256", nullptr},
                 {"records_count", nullptr},
                 {"counts", nullptr},
                 {"warnings", rendering.warnings},
                 {"error", {{"kind", to_string(rendering.failure->kind())}, {"message", rendering.failure->what()}}}});
  put_document(text_of(object));
  ++failed_;
}

void BundleManifest::finish() {
  const ordered_json summary = {{"documents", exported_ + failed_},
                                {"exported", exported_},
                                {"failed", failed_},
                                {"records_count", records_},
                                {"size", bytes_}};
  put("\n],\n\"summary\":" + text_of(summary) + "\n}\n");
}

std::string BundleManifest::stats_json() const {
  ordered_json stats = {{"documents", exported_ + failed_}};
  if (failed_ > 0) {
    stats["failed"] = failed_;
  }
  for (const auto& [name, count] : counts_) {
    stats[name] = count;
  }
  return stats.dump();
}

void BundleManifest::put_document(const std::string& object) {
  put((is_first_ ? "\n" : ",\n") + object);
  is_first_ = false;
}

void BundleManifest::put(const std::string& text) {
  write_all(file_.get(), text, file_name);
}

}  // namespace docexport
