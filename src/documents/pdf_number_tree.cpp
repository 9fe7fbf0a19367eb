#include "documents/pdf_number_tree.hpp"

#include <utility>

namespace docexport {
namespace {

constexpr int deepest_node = 16;
constexpr int most_nodes = 10000;

bool has_number(const Object& node, int number) {
  const Object limits = node.dictLookup("Limits");
  if (!limits.isArray() || limits.arrayGetLength() != 2) {
    return false;
  }
  const Object first = limits.arrayGet(0);
  const Object last = limits.arrayGet(1);
  return first.isInt() && last.isInt() && first.getInt() <= number && number <= last.getInt();
}

Object node_with(const Object& nodes, int number) {
  for (int index = 0; index < nodes.arrayGetLength() && index < most_nodes; ++index) {
    Object node = nodes.arrayGet(index);
    if (node.isDict() && has_number(node, number)) {
      return node;
    }
  }
  return Object(objNull);
}

/// Where a leaf has the number; -1 if it does not.
int place_in(const Object& leaf, int number) {
  int begin = 0;
  int end = leaf.isArray() ? leaf.arrayGetLength() / 2 : 0;
  while (begin < end) {
    const int middle = begin + (end - begin) / 2;
    const Object& found = leaf.arrayGetNF(2 * middle);
    if (!found.isInt()) {
      return -1;
    }
    if (found.getInt() == number) {
      return 2 * middle;
    }
    (found.getInt() < number ? begin : end) = found.getInt() < number ? middle + 1 : middle;
  }
  return -1;
}

}  // namespace

Object PdfNumberTree::find(int number) {
  int place = place_in(leaf_, number);
  if (place < 0) {
    leaf_ = find_leaf(number);
    place = place_in(leaf_, number);
  }
  return place < 0 ? Object(objNull) : leaf_.arrayGet(place + 1);
}

Object PdfNumberTree::find_leaf(int number) const {
  Object node = root_.copy();
  for (int depth = 0; depth < deepest_node && node.isDict(); ++depth) {
    if (Object leaf = node.dictLookup("Nums"); leaf.isArray()) {
      return leaf;
    }
    const Object nodes = node.dictLookup("Kids");
    node = nodes.isArray() ? node_with(nodes, number) : Object(objNull);
  }
  return Object(objNull);
}

}  // namespace docexport
