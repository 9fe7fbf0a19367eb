#include <nlohmann/json.hpp>

#include "docexport/model/render_protocol.hpp"
#include "model/render_options_json.hpp"

namespace docexport {

namespace {

using nlohmann::json;

}  // namespace

std::string write_render_request(const RenderRequest& request) {
  const json object = {{"operation", request.operation == RenderOperation::identify ? "identify" : "render"},
                       {"document_name", request.document_name},
                       {"media_type", request.media_type},
                       {"document_sha256", request.document_sha256},
                       {"document_size", request.document_size},
                       {"format", to_string(request.format)},
                       {"options", render_options_to_json(request.options)},
                       {"fields", request.fields_json},
                       {"memory_bytes", request.limits.memory_bytes},
                       {"output_bytes", request.limits.output_bytes},
                       {"cpu_seconds", request.limits.cpu_seconds},
                       {"wall_seconds", request.limits.wall_seconds},
                       {"inflated_bytes", request.limits.inflated_bytes},
                       {"inflation_ratio", request.limits.inflation_ratio},
                       {"depth", request.limits.depth},
                       {"cells", request.limits.cells},
                       {"pages", request.limits.pages}};
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
            .options = render_options_from_json(object.at("options")),
            .fields_json = object.at("fields"),
            .limits = {.memory_bytes = object.at("memory_bytes"),
                       .output_bytes = object.at("output_bytes"),
                       .cpu_seconds = object.at("cpu_seconds"),
                       .wall_seconds = object.at("wall_seconds"),
                       .inflated_bytes = object.at("inflated_bytes"),
                       .inflation_ratio = object.at("inflation_ratio"),
                       .depth = object.at("depth"),
                       .cells = object.at("cells"),
                       .pages = object.at("pages")}};
  } catch (const json::exception& error) {
    throw Error(ErrorKind::internal, std::string("the render request cannot be read: ") + error.what());
  }
}

}  // namespace docexport
