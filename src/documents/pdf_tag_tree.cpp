#include "documents/pdf_tag_tree.hpp"

#include <algorithm>
#include <utility>

#include <Catalog.h>

namespace docexport {
namespace {

constexpr std::size_t deepest_element = 64;
constexpr std::size_t most_elements = 50000;
/// Children that are looked at for one page: beyond, those not found yet keep the order of the page.
constexpr std::size_t most_looks = 2000000;
constexpr int widest_row = 4096;

/// Thrown for a part of the tree that is too deep or too large.
struct TooManyElements {};

/// The part of the tree that a page's marks belong to.
class PageTree {
 public:
  explicit PageTree(PdfElementSource& source) : source_(source) { nodes_.push_back({.facts = &source.root()}); }

  /// The node of an element, with those that it is in; -1 where they do not lead to the root.
  int add(Ref reference, Ref root) {
    std::vector<Ref> path;
    while (reference != root && !node_of_object_.contains(reference.num)) {
      const PdfElementFacts* const facts = source_.facts_of(reference);
      if (facts == nullptr) {
        return -1;
      }
      if (path.size() == deepest_element) {
        throw TooManyElements();
      }
      path.push_back(reference);
      reference = facts->parent;
    }
    int above = reference == root ? 0 : node_of_object_.at(reference.num);
    std::reverse(path.begin(), path.end());
    for (const Ref step : path) {
      above = add_child(step, above);
    }
    return above;
  }

  /// Cells that are empty keep the others of a row in their columns.
  void add_empty_cells() {
    const std::size_t count = nodes_.size();
    for (std::size_t node = 1; node < count; ++node) {
      if (nodes_[node].facts->element.tag == PdfTag::row) {
        add_cells_of(static_cast<int>(node));
      }
    }
  }

  void order_children() {
    std::size_t looks = most_looks;
    for (Node& node : nodes_) {
      if (node.children.size() > 1) {
        find_places(node, looks);
        std::stable_sort(node.children.begin(), node.children.end(),
                         [this](int a, int b) { return at(a).place < at(b).place; });
      }
    }
  }

  /// The elements in order; for each node its element.
  [[nodiscard]] std::pair<std::vector<PdfElement>, std::vector<int>> elements() const {
    std::pair<std::vector<PdfElement>, std::vector<int>> result;
    result.second.assign(nodes_.size(), -1);
    append_children(0, result.first, result.second);
    return result;
  }

 private:
  struct Node {
    PdfElementFacts* facts = nullptr;
    int place = unknown_place;  ///< in its parent's K
    std::size_t depth = 0;
    std::vector<int> children{};
  };
  static constexpr int unknown_place = 0x7FFFFFFF;

  Node& at(int node) { return nodes_[static_cast<std::size_t>(node)]; }

  int add_child(Ref reference, int parent) {
    if (nodes_.size() >= most_elements || at(parent).depth >= deepest_element) {
      throw TooManyElements();
    }
    const int node = static_cast<int>(nodes_.size());
    PdfElementFacts* const facts = source_.facts_of(reference);
    facts->is_in_use = true;
    nodes_.push_back({.facts = facts, .depth = at(parent).depth + 1});
    at(parent).children.push_back(node);
    node_of_object_.emplace(reference.num, node);
    return node;
  }

  void add_cells_of(int row) {
    const Object& children = at(row).facts->children;
    const int count = children.isArray() ? children.arrayGetLength() : 0;
    const int own = at(row).facts->element.number;
    for (int index = 0; index < count && count <= widest_row; ++index) {
      const Object& child = children.arrayGetNF(index);
      if (!child.isRef() || node_of_object_.contains(child.getRefNum())) {
        continue;
      }
      const PdfElementFacts* const facts = source_.facts_of(child.getRef());
      if (facts != nullptr && facts->parent.num == own &&
          (facts->element.tag == PdfTag::cell || facts->element.tag == PdfTag::header_cell)) {
        add_child(child.getRef(), row);
      }
    }
  }

  /// Begins where the page before began, since pages mostly follow the tree.
  void find_places(Node& node, std::size_t& looks) {
    const Object& children = node.facts->children;
    const int count = children.isArray() ? children.arrayGetLength() : 0;
    const int parent = static_cast<int>(&node - nodes_.data());
    const int start = node.facts->first_child_before;
    std::size_t missing = node.children.size();
    int first = count;
    for (int step = 0; step < count && missing > 0 && looks > 0; ++step, --looks) {
      const int index = (start + step) % count;
      const Object& child = children.arrayGetNF(index);
      const auto found = child.isRef() ? node_of_object_.find(child.getRefNum()) : node_of_object_.end();
      if (found != node_of_object_.end() && at(found->second).place == unknown_place &&
          is_child(parent, found->second)) {
        at(found->second).place = index;
        first = std::min(first, index);
        --missing;
      }
    }
    node.facts->first_child_before = first == count ? 0 : first;
  }

  [[nodiscard]] bool is_child(int parent, int child) const {
    const std::vector<int>& children = nodes_[static_cast<std::size_t>(parent)].children;
    return std::binary_search(children.begin(), children.end(), child);
  }

  void append_children(int parent, std::vector<PdfElement>& elements, std::vector<int>& element_of_node) const {
    const int above = element_of_node[static_cast<std::size_t>(parent)];
    for (const int child : nodes_[static_cast<std::size_t>(parent)].children) {
      element_of_node[static_cast<std::size_t>(child)] = static_cast<int>(elements.size());
      elements.push_back(nodes_[static_cast<std::size_t>(child)].facts->element);
      elements.back().parent = above;
      append_children(child, elements, element_of_node);
    }
  }

  PdfElementSource& source_;
  std::vector<Node> nodes_{};  ///< the root is the first
  std::map<int, int> node_of_object_{};
};

/// The element that a list has for a mark.
Ref element_in(const Object& list, const PdfMark& mark) {
  if (!list.isArray() || mark.id >= list.arrayGetLength() || !list.arrayGetNF(mark.id).isRef()) {
    return Ref::INVALID();
  }
  return list.arrayGetNF(mark.id).getRef();
}

Object catalog_entry(PDFDoc& document, const char* name) {
  const Object catalog = document.getXRef()->getCatalog();
  return catalog.isDict() ? catalog.dictLookup(name) : Object(objNull);
}

bool says_it_is_tagged(PDFDoc& document) {
  const Object information = catalog_entry(document, "MarkInfo");
  return information.isDict() && information.dictLookup("Marked").isBool() &&
         information.dictLookup("Marked").getBool() &&
         !(information.dictLookup("Suspects").isBool() && information.dictLookup("Suspects").getBool());
}

}  // namespace

PdfTagTree::PdfTagTree(PDFDoc& document)
    : is_trusted_(says_it_is_tagged(document)),
      source_(*document.getXRef(), catalog_entry(document, "StructTreeRoot")) {
  const Object catalog = document.getXRef()->getCatalog();
  const Object tree = catalog_entry(document, "StructTreeRoot");
  is_trusted_ = is_trusted_ && tree.isDict() && catalog.dictLookupNF("StructTreeRoot").isRef();
  if (is_trusted_) {
    root_ = catalog.dictLookupNF("StructTreeRoot").getRef();
    parents_ = PdfNumberTree(tree.dictLookup("ParentTree"));
  }
}

PdfPageElements PdfTagTree::elements_of(const std::set<PdfMark>& marks) {
  PdfPageElements result;
  try {
    PageTree tree(source_);
    std::map<PdfMark, int> node_of_mark;
    Object list(objNull);
    int list_number = PdfMark::nothing;
    for (const PdfMark& mark : marks) {
      if (mark.list != list_number) {
        list = parents_.find(mark.list);
        list_number = mark.list;
      }
      if (const Ref element = element_in(list, mark); element != Ref::INVALID()) {
        node_of_mark.emplace(mark, tree.add(element, root_));
      }
    }
    tree.add_empty_cells();
    tree.order_children();
    auto [elements, element_of_node] = tree.elements();
    result.elements = std::move(elements);
    for (const auto& [mark, node] : node_of_mark) {
      if (node > 0) {
        result.element_of_mark.emplace(mark, element_of_node[static_cast<std::size_t>(node)]);
      }
    }
  } catch (const TooManyElements&) {
    result = {};
  }
  source_.forget_others();
  return result;
}

}  // namespace docexport
