#include <nlohmann/json.hpp>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

namespace {

using nlohmann::json;

json options_to_json(const RenderOptions& options) {
  json object = {{"view", to_string(options.view)}};
  if (options.table) {
    object["table"] = *options.table;
  }
  if (options.raw_cells) {
    object["raw_cells"] = true;
  }
  return object;
}

RenderOptions options_from_json(const json& object) {
  RenderOptions options;
  options.view = parse_view(object.value("view", "auto")).value_or(View::automatic);
  if (object.contains("table")) {
    options.table = object.at("table").get<std::uint64_t>();
  }
  options.raw_cells = object.value("raw_cells", false);
  return options;
}

}  // namespace

std::string write_render_request(const RenderRequest& request) {
  const json object = {{"operation", request.operation == RenderOperation::identify ? "identify" : "render"},
                       {"document_name", request.document_name},
                       {"media_type", request.media_type},
                       {"document_sha256", request.document_sha256},
                       {"document_size", request.document_size},
                       {"format", to_string(request.format)},
                       {"options", options_to_json(request.options)},
                       {"fields", request.fields_json},
                       {"memory_bytes", request.limits.memory_bytes},
                       {"output_bytes", request.limits.output_bytes},
                       {"cpu_seconds", request.limits.cpu_seconds},
                       {"wall_seconds", request.limits.wall_seconds}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

RenderRequest parse_render_request(const std::string& message) {
  try {
    const json object = json::parse(message);
    const auto format = parse_export_format(object.at("format").get<std::string>());
    if (!format) {
      throw Error(ErrorKind::internal, "the render request names an unknown format");
    }
    return {.operation = object.at("operation") == "identify" ? RenderOperation::identify : RenderOperation::render,
            .document_name = object.at("document_name"),
            .media_type = object.at("media_type"),
            .document_sha256 = object.at("document_sha256"),
            .document_size = object.at("document_size"),
            .format = *format,
            .options = options_from_json(object.at("options")),
            .fields_json = object.at("fields"),
            .limits = {.memory_bytes = object.at("memory_bytes"),
                       .output_bytes = object.at("output_bytes"),
                       .cpu_seconds = object.at("cpu_seconds"),
                       .wall_seconds = object.at("wall_seconds")}};
  } catch (const json::exception& error) {
    throw Error(ErrorKind::internal, std::string("the render request cannot be read: ") + error.what());
  }
}

std::string write_render_options(const RenderOptions& options) {
  return options_to_json(options).dump();
}

RenderOptions parse_render_options(const std::string& text) {
  try {
    return options_from_json(json::parse(text));
  } catch (const json::exception&) {
    throw Error(ErrorKind::integrity, "the catalog holds export options that cannot be read: " + text);
  }
}

}  // namespace docexport
