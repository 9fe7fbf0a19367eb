#include <algorithm>
#include <array>
#include <cstdint>

#include "documents/code_point.hpp"
#include "documents/opc_formula.hpp"

namespace docexport {
namespace {

struct Command {
  char32_t character;
  std::string_view latex;
};

// Sorted by character.
constexpr std::array<Command, 101> commands{{
    {U'#', "\\#"},
    {U'$', "\\$"},
    {U'%', "\\%"},
    {U'&', "\\&"},
    {U'{', "\\{"},
    {U'}', "\\}"},
    {U'¬', "\\neg"},
    {U'°', "^{\\circ}"},
    {U'±', "\\pm"},
    {U'·', "\\cdot"},
    {U'×', "\\times"},
    {U'÷', "\\div"},
    {U'Γ', "\\Gamma"},
    {U'Δ', "\\Delta"},
    {U'Θ', "\\Theta"},
    {U'Λ', "\\Lambda"},
    {U'Ξ', "\\Xi"},
    {U'Π', "\\Pi"},
    {U'Σ', "\\Sigma"},
    {U'Υ', "\\Upsilon"},
    {U'Φ', "\\Phi"},
    {U'Ψ', "\\Psi"},
    {U'Ω', "\\Omega"},
    {U'α', "\\alpha"},
    {U'β', "\\beta"},
    {U'γ', "\\gamma"},
    {U'δ', "\\delta"},
    {U'ε', "\\varepsilon"},
    {U'ζ', "\\zeta"},
    {U'η', "\\eta"},
    {U'θ', "\\theta"},
    {U'ι', "\\iota"},
    {U'κ', "\\kappa"},
    {U'λ', "\\lambda"},
    {U'μ', "\\mu"},
    {U'ν', "\\nu"},
    {U'ξ', "\\xi"},
    {U'π', "\\pi"},
    {U'ρ', "\\rho"},
    {U'ς', "\\varsigma"},
    {U'σ', "\\sigma"},
    {U'τ', "\\tau"},
    {U'υ', "\\upsilon"},
    {U'φ', "\\varphi"},
    {U'χ', "\\chi"},
    {U'ψ', "\\psi"},
    {U'ω', "\\omega"},
    {U'ϑ', "\\vartheta"},
    {U'ϕ', "\\phi"},
    {U'ϖ', "\\varpi"},
    {U'ϱ', "\\varrho"},
    {U'ϵ', "\\epsilon"},
    {U'…', "\\ldots"},
    {U'′', "'"},
    {U'ℏ', "\\hbar"},
    {U'ℓ', "\\ell"},
    {U'ℝ', "\\mathbb{R}"},
    {U'←', "\\leftarrow"},
    {U'↑', "\\uparrow"},
    {U'→', "\\rightarrow"},
    {U'↓', "\\downarrow"},
    {U'↔', "\\leftrightarrow"},
    {U'⇐', "\\Leftarrow"},
    {U'⇒', "\\Rightarrow"},
    {U'⇔', "\\Leftrightarrow"},
    {U'∀', "\\forall"},
    {U'∂', "\\partial"},
    {U'∃', "\\exists"},
    {U'∅', "\\emptyset"},
    {U'∆', "\\Delta"},
    {U'∇', "\\nabla"},
    {U'∈', "\\in"},
    {U'∉', "\\notin"},
    {U'∏', "\\prod"},
    {U'∑', "\\sum"},
    {U'−', "-"},
    {U'∓', "\\mp"},
    {U'∗', "*"},
    {U'∘', "\\circ"},
    {U'√', "\\surd"},
    {U'∝', "\\propto"},
    {U'∞', "\\infty"},
    {U'∠', "\\angle"},
    {U'∧', "\\wedge"},
    {U'∨', "\\vee"},
    {U'∩', "\\cap"},
    {U'∪', "\\cup"},
    {U'∫', "\\int"},
    {U'∬', "\\iint"},
    {U'∮', "\\oint"},
    {U'∴', "\\therefore"},
    {U'∼', "\\sim"},
    {U'≅', "\\cong"},
    {U'≈', "\\approx"},
    {U'≠', "\\neq"},
    {U'≡', "\\equiv"},
    {U'≤', "\\leq"},
    {U'≥', "\\geq"},
    {U'⊂', "\\subset"},
    {U'⊆', "\\subseteq"},
    {U'⋅', "\\cdot"},
}};

/// Valid UTF-8 only.
char32_t take_code_point(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  constexpr std::array<unsigned int, 5> masks{0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t code_point = first & masks.at(length);
  for (std::size_t index = 1; index < std::min(length, text.size()); ++index) {
    code_point = code_point << 6U | (static_cast<unsigned char>(text[index]) & 0x3FU);
  }
  text.remove_prefix(std::min(length, text.size()));
  return code_point;
}

/// Bold, italic, script … letters of the mathematical alphabets.
char32_t plain_letter(char32_t character) {
  constexpr char32_t first = 0x1D400;
  constexpr char32_t last = 0x1D6A3;
  constexpr char32_t planck = 0x210E;  // stands for the italic h, which has no place of its own
  constexpr char32_t letters = 52;
  if (character == planck) {
    return U'h';
  }
  if (character < first || character > last) {
    return character;
  }
  const char32_t place = (character - first) % letters;
  return place < letters / 2 ? U'A' + place : U'a' + place - letters / 2;
}

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

}  // namespace

std::string formula_symbols(std::string_view text) {
  std::string latex;
  bool after_word = false;  // a command of letters, which a letter must not touch
  while (!text.empty()) {
    const char32_t character = plain_letter(take_code_point(text));
    const auto* const command =
        std::lower_bound(commands.begin(), commands.end(), character,
                         [](const Command& left, char32_t right) { return left.character < right; });
    std::string piece;
    if (command != commands.end() && command->character == character) {
      piece = command->latex;
    } else if (character == U'\n' || character == U'\r' || character == U'\t') {
      piece = " ";
    } else {
      append_code_point(piece, character);
    }
    latex += after_word && is_letter(piece.front()) ? " " : "";
    latex += piece;
    after_word = piece.front() == '\\' && is_letter(piece.back());
  }
  latex += after_word ? " " : "";
  return latex;
}

}  // namespace docexport
