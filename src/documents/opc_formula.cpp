#include "documents/opc_formula.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

std::string convert(pugi::xml_node node);

std::string convert_children(pugi::xml_node node) {
  std::string latex;
  for (const pugi::xml_node child : node.children()) {
    latex += convert(child);
  }
  return latex;
}

/// The argument of that name, without blanks at its ends.
std::string argument(pugi::xml_node node, std::string_view name) {
  return std::string(trim(convert_children(xml_child(node, name))));
}

/// A setting of the element's properties.
std::string_view setting(pugi::xml_node node, std::string_view properties, std::string_view name) {
  return xml_value(xml_child(xml_child(node, properties), name), "val");
}

bool is_set(pugi::xml_node node, std::string_view properties, std::string_view name) {
  const pugi::xml_node found = xml_child(xml_child(node, properties), name);
  const std::string_view value = xml_value(found, "val");
  return found && value != "0" && value != "off" && value != "false";
}

/// A base that is more than one sign is kept together.
std::string base(pugi::xml_node node) {
  const std::string text = argument(node, "e");
  const bool is_simple =
      text.size() == 1 || (text.starts_with('\\') && text.find_first_of(" {_^", 1) == std::string::npos);
  return is_simple ? text : "{" + text + "}";
}

std::string convert_run(pugi::xml_node node) {
  std::string latex;
  const bool is_plain = setting(node, "rPr", "sty") == "p" || is_set(node, "rPr", "nor");
  for (const pugi::xml_node child : node.children()) {
    if (local_name(child) != "t") {
      continue;
    }
    const std::string_view text = xml_text(child);
    const bool is_word = is_plain && text.size() > 1 && text.find(' ') != std::string_view::npos;
    latex += is_word ? fmt::format("\\text{{{}}}", text) : formula_symbols(text);
  }
  return latex;
}

std::string convert_fraction(pugi::xml_node node) {
  const std::string_view type = setting(node, "fPr", "type");
  const std::string numerator = argument(node, "num");
  const std::string denominator = argument(node, "den");
  if (type == "lin" || type == "skw") {
    return fmt::format("{{{}}}/{{{}}}", numerator, denominator);
  }
  if (type == "noBar") {
    return fmt::format("\\binom{{{}}}{{{}}}", numerator, denominator);
  }
  return fmt::format("\\frac{{{}}}{{{}}}", numerator, denominator);
}

std::string scripts(const std::string& below, const std::string& above) {
  return (below.empty() ? "" : "_{" + below + "}") + (above.empty() ? "" : "^{" + above + "}");
}

std::string convert_scripts(pugi::xml_node node) {
  return base(node) + scripts(argument(node, "sub"), argument(node, "sup"));
}

std::string convert_scripts_before(pugi::xml_node node) {
  return "{}" + scripts(argument(node, "sub"), argument(node, "sup")) + base(node);
}

std::string convert_radical(pugi::xml_node node) {
  const std::string degree = is_set(node, "radPr", "degHide") ? "" : argument(node, "deg");
  return (degree.empty() ? "\\sqrt" : "\\sqrt[" + degree + "]") + "{" + argument(node, "e") + "}";
}

std::string convert_large_operator(pugi::xml_node node) {
  const std::string_view character = setting(node, "naryPr", "chr");
  const std::string sign = character.empty() ? "\\int" : std::string(trim(formula_symbols(character)));
  const std::string below = is_set(node, "naryPr", "subHide") ? "" : argument(node, "sub");
  const std::string above = is_set(node, "naryPr", "supHide") ? "" : argument(node, "sup");
  return sign + scripts(below, above) + "{" + argument(node, "e") + "}";
}

/// A bracket for \left and \right, which take a full stop for none.
std::string bracket(pugi::xml_node properties, std::string_view name, std::string_view usual) {
  const pugi::xml_node node = xml_child(properties, name);
  const std::string_view character = node ? xml_value(node, "val") : usual;
  return character.empty() ? "." : std::string(trim(formula_symbols(character)));
}

std::string convert_delimiters(pugi::xml_node node) {
  const pugi::xml_node properties = xml_child(node, "dPr");
  const pugi::xml_node separator = xml_child(properties, "sepChr");
  std::string inside;
  for (const pugi::xml_node child : node.children()) {
    if (local_name(child) == "e") {
      inside += inside.empty() ? "" : separator ? formula_symbols(xml_value(separator, "val")) : "|";
      inside += trim(convert_children(child));
    }
  }
  return "\\left" + bracket(properties, "begChr", "(") + inside + "\\right" + bracket(properties, "endChr", ")");
}

std::string convert_rows(pugi::xml_node node, std::string_view environment) {
  std::string rows;
  for (const pugi::xml_node row : node.children()) {
    const std::string_view name = local_name(row);
    if (name != "mr" && name != "e") {
      continue;
    }
    rows += rows.empty() ? "" : " \\\\ ";
    if (name == "e") {
      rows += trim(convert_children(row));
      continue;
    }
    bool is_first = true;
    for (const pugi::xml_node cell : row.children()) {
      rows += is_first ? "" : " & ";
      rows += trim(convert_children(cell));
      is_first = false;
    }
  }
  return fmt::format("\\begin{{{0}}}{1}\\end{{{0}}}", environment, rows);
}

std::string convert_function(pugi::xml_node node) {
  constexpr std::array<std::string_view, 21> known{"sin",    "cos",    "tan",  "cot",  "sec",  "csc", "arcsin",
                                                   "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln",
                                                   "exp",    "lim",    "max",  "min",  "det",  "gcd", "sup"};
  std::string name = argument(node, "fName");
  for (const std::string_view function : known) {
    const bool begins = name.starts_with(function) && (name.size() == function.size() || name[function.size()] == '_' ||
                                                       name[function.size()] == '^');
    if (begins || name == fmt::format("{{{}}}", function)) {
      name.insert(name.starts_with('{') ? 1 : 0, "\\");
      break;
    }
  }
  const std::string value = argument(node, "e");
  return value.starts_with("\\left") ? name + value : fmt::format("{}({})", name, value);
}

std::string convert_limit(pugi::xml_node node) {
  const std::string sign = local_name(node) == "limLow" ? "_" : "^";
  std::string name = argument(node, "e");
  if (name == "lim" || name == "max" || name == "min" || name == "sup" || name == "inf") {
    name.insert(0, "\\");
  }
  return name + sign + "{" + argument(node, "lim") + "}";
}

std::string convert_accent(pugi::xml_node node) {
  struct Accent {
    std::string_view character;
    std::string_view latex;
  };
  constexpr std::array<Accent, 8> accents{{{"\u0302", "\\hat"},
                                           {"\u0303", "\\tilde"},
                                           {"\u0304", "\\bar"},
                                           {"\u0305", "\\overline"},
                                           {"\u0307", "\\dot"},
                                           {"\u0308", "\\ddot"},
                                           {"\u20D7", "\\vec"},
                                           {"\u030C", "\\check"}}};
  const std::string_view character = setting(node, "accPr", "chr");
  std::string_view latex = "\\hat";
  for (const Accent& accent : accents) {
    latex = accent.character == character ? accent.latex : latex;
  }
  return fmt::format("{}{{{}}}", latex, argument(node, "e"));
}

std::string convert_bar(pugi::xml_node node) {
  const bool is_above = setting(node, "barPr", "pos") == "top";
  return fmt::format("{}{{{}}}", is_above ? "\\overline" : "\\underline", argument(node, "e"));
}

std::string convert_group(pugi::xml_node node) {
  const bool is_above = setting(node, "groupChrPr", "pos") == "top";
  return fmt::format("{}{{{}}}", is_above ? "\\overbrace" : "\\underbrace", argument(node, "e"));
}

std::string convert_matrix(pugi::xml_node node) {
  return convert_rows(node, "matrix");
}

std::string convert_equations(pugi::xml_node node) {
  return convert_rows(node, "aligned");
}

struct Element {
  std::string_view name;
  std::string (*convert)(pugi::xml_node node);
};

constexpr std::array<Element, 18> elements{{{"r", convert_run},
                                            {"f", convert_fraction},
                                            {"sSup", convert_scripts},
                                            {"sSub", convert_scripts},
                                            {"sSubSup", convert_scripts},
                                            {"sPre", convert_scripts_before},
                                            {"rad", convert_radical},
                                            {"nary", convert_large_operator},
                                            {"d", convert_delimiters},
                                            {"m", convert_matrix},
                                            {"eqArr", convert_equations},
                                            {"func", convert_function},
                                            {"limLow", convert_limit},
                                            {"limUpp", convert_limit},
                                            {"acc", convert_accent},
                                            {"bar", convert_bar},
                                            {"groupChr", convert_group},
                                            {"ctrlPr", [](pugi::xml_node) { return std::string(); }}}};

/// Elements that are not known (boxes, phantoms, tracked insertions) are what they have inside.
std::string convert(pugi::xml_node node) {
  const std::string_view name = local_name(node);
  for (const Element& element : elements) {
    if (element.name == name) {
      return element.convert(node);
    }
  }
  return name.ends_with("Pr") || name == "del" ? std::string() : convert_children(node);
}

}  // namespace

std::string formula_text(pugi::xml_node formula) {
  return std::string(trim(convert_children(formula)));
}

}  // namespace docexport
