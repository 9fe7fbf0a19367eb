#include "documents/opc_diagram.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/docx_styles.hpp"

namespace docexport {
namespace {

struct Connection {
  int order = 0;
  std::string target{};
};

std::string text_of(pugi::xml_node point) {
  std::string text;
  for (pugi::xml_node node = point.first_child(); node; node = xml_next(node, point)) {
    const std::string_view name = local_name(node);
    if ((name == "p" && !text.empty()) || name == "br") {
      text += '\n';
    } else if (name == "t" && !node.first_child()) {
      text += xml_text(node);
    }
  }
  return std::string(trim(text));
}

class DiagramTree {
 public:
  explicit DiagramTree(pugi::xml_node model) {
    for (const pugi::xml_node point : xml_child(model, "ptLst").children()) {
      add_point(point);
    }
    for (const pugi::xml_node node : xml_child(model, "cxnLst").children()) {
      const std::string_view type = xml_value(node, "type");
      if (type.empty() || type == "parOf") {
        below_[std::string(xml_value(node, "srcId"))].push_back(
            {.order = number_value(node, "srcOrd").value_or(0), .target = std::string(xml_value(node, "destId"))});
      }
    }
    for (auto& [id, connections] : below_) {
      std::stable_sort(connections.begin(), connections.end(),
                       [](const Connection& left, const Connection& right) { return left.order < right.order; });
    }
  }

  /// Each point once: the tree of a damaged file may have circles. No calls, since it may be deep.
  std::vector<DiagramPoint> points() {
    std::vector<DiagramPoint> listed;
    std::unordered_set<std::string> seen;
    std::vector<DiagramPoint> waiting{{.text = root_, .level = -1}};
    while (!waiting.empty()) {
      const DiagramPoint next = waiting.back();
      waiting.pop_back();
      if (!seen.insert(next.text).second) {
        continue;
      }
      const auto text = texts_.find(next.text);
      if (text != texts_.end() && !text->second.empty()) {
        listed.push_back({.text = text->second, .level = std::max(0, next.level)});
      }
      const std::vector<Connection>& below = below_[next.text];
      std::transform(below.rbegin(), below.rend(), std::back_inserter(waiting), [&next](const Connection& connection) {
        return DiagramPoint{.text = connection.target, .level = next.level + 1};
      });
    }
    for (const std::string& id : order_) {
      if (seen.insert(id).second && !texts_[id].empty()) {
        listed.push_back({.text = texts_[id]});
      }
    }
    return listed;
  }

 private:
  void add_point(pugi::xml_node point) {
    const std::string_view type = xml_value(point, "type");
    const std::string id(xml_value(point, "modelId"));
    if (type == "doc") {
      root_ = id;
    } else if (type.empty() || type == "node" || type == "asst") {
      texts_[id] = text_of(xml_child(point, "t"));
      order_.push_back(id);
    }
  }

  std::string root_{};
  std::unordered_map<std::string, std::string> texts_{};
  std::vector<std::string> order_{};
  std::unordered_map<std::string, std::vector<Connection>> below_{};
};

}  // namespace

std::vector<DiagramPoint> read_diagram(OpcPackage& package, std::string_view data_part) {
  if (data_part.empty() || !package.archive().contains(data_part)) {
    return {};
  }
  try {
    const XmlDocument document(package.archive(), data_part, package.budget());
    return DiagramTree(document.root()).points();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return {};
  }
}

}  // namespace docexport
