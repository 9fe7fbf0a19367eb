#include <algorithm>
#include <array>
#include <utility>

#include "docexport/base/text.hpp"
#include "formats/docling_item.hpp"

namespace docexport {

namespace {

// CodeLanguageLabel of DoclingDocument, without `unknown`.
constexpr std::array<std::string_view, 60> labels = {
    "Ada",     "Awk",        "Bash",       "bc",          "C",          "C#",     "C++",   "CMake",  "COBOL",
    "CSS",     "Ceylon",     "Clojure",    "Crystal",     "Cuda",       "Cython", "D",     "Dart",   "dc",
    "DocLang", "Dockerfile", "Elixir",     "Erlang",      "FORTRAN",    "Forth",  "Go",    "HTML",   "Haskell",
    "Haxe",    "Java",       "JavaScript", "JSON",        "Julia",      "Kotlin", "Latex", "Lisp",   "Lua",
    "Matlab",  "MoonScript", "Nim",        "OCaml",       "ObjectiveC", "Octave", "PHP",   "Pascal", "Perl",
    "Prolog",  "Python",     "Racket",     "Ruby",        "Rust",       "SML",    "SQL",   "Scala",  "Scheme",
    "Swift",   "Tikz",       "TypeScript", "VisualBasic", "XML",        "YAML"};

// What people write behind a fence instead.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> other_names = {
    {{"cpp", "C++"},         {"cs", "C#"},
     {"csharp", "C#"},       {"docker", "Dockerfile"},
     {"golang", "Go"},       {"hs", "Haskell"},
     {"js", "JavaScript"},   {"kt", "Kotlin"},
     {"objc", "ObjectiveC"}, {"objective-c", "ObjectiveC"},
     {"pl", "Perl"},         {"py", "Python"},
     {"rb", "Ruby"},         {"rs", "Rust"},
     {"sh", "Bash"},         {"shell", "Bash"},
     {"tex", "Latex"},       {"ts", "TypeScript"},
     {"vb", "VisualBasic"},  {"yml", "YAML"}}};

}  // namespace

std::string_view docling_code_language(std::string_view language) {
  const std::string name = to_lower_ascii(language);
  const auto other =
      std::find_if(other_names.begin(), other_names.end(), [&name](const auto& pair) { return pair.first == name; });
  if (other != other_names.end()) {
    return other->second;
  }
  const auto label = std::find_if(labels.begin(), labels.end(),
                                  [&name](std::string_view candidate) { return to_lower_ascii(candidate) == name; });
  return label == labels.end() ? "unknown" : *label;
}

}  // namespace docexport
