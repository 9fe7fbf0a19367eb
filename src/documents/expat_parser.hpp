#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "documents/reading_budget.hpp"

struct XML_ParserStruct;

namespace docexport {

/// The attributes of one element; valid while its begin_element runs.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  /// The value, or nothing (a null pointer) when there is no such attribute. Names are as the document writes them.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  /// The same, whatever its prefix.
  [[nodiscard]] std::string_view get_local(std::string_view wanted) const;

  /// Calls visit(name, value) for each, in the document's order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
      visit(std::string_view(pair[0]), std::string_view(pair[1]));
    }
  }

 private:
  const char* const* pairs_;  // name, value, name, value, null
};

/// The name without its prefix.
std::string_view local_name(std::string_view name);

/// What hears of the elements. Text comes in pieces of any length and is valid UTF-8. May throw: the parser passes the
/// exception on, and calls nothing more.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin_element(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end_element(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
  /// A reference like `&nbsp;` that only a DTD, which is never read, could explain. Its source is the text.
  virtual void unknown_entity(std::string_view name);
  virtual void comment(std::string_view /*content*/) {}
};

/// What the bytes are: what the XML declaration says, or UTF-8 whatever it says (already converted).
enum class XmlEncoding { declared, utf8 };

/// What becomes of a text that declares entities: expanding them is how a small text becomes a large one. `internal`
/// expands those whose value it says itself, as long as there are not many and the text grows little by it.
enum class XmlEntities { refused, internal };

/// Parses XML as it comes, with expat. Nothing outside the text is ever read.
class ExpatParser {
 public:
  /// `part` names the text in messages: "xl/workbook.xml in sales.xlsx". `budget` and `handler` outlive the parser.
  ExpatParser(std::string part, const ReadingBudget& budget, XmlHandler& handler,
              XmlEncoding encoding = XmlEncoding::declared, XmlEntities entities = XmlEntities::refused);
  ~ExpatParser();
  ExpatParser(const ExpatParser&) = delete;
  ExpatParser& operator=(const ExpatParser&) = delete;

  /// Throws Error: `input` for what is not well formed, `limit` for elements nested too deep and for entities; and what
  /// the handler throws.
  void feed(std::string_view piece);
  /// There is no more: throws Error (`input`) when the text is not complete.
  void finish();
  /// From 1, for messages.
  [[nodiscard]] std::uint64_t line() const;

 private:
  struct Callbacks;
  struct Free {
    void operator()(XML_ParserStruct* parser) const noexcept;
  };
  void check_entity(std::string_view name, bool is_internal);
  void take_expanded(std::uint64_t bytes);
  [[noreturn]] void refuse_bomb() const;
  [[noreturn]] void fail() const;

  std::string part_;
  const ReadingBudget* budget_;
  XmlHandler* handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  XmlEntities entities_;
  std::uint64_t entity_count_ = 0;
  std::uint64_t fed_ = 0;
  std::uint64_t expanded_ = 0;  // bytes of text and attributes
  std::uint64_t depth_ = 0;
  std::exception_ptr failure_{};
};

/// Parses a text that is in memory.
void parse_xml(std::string_view text, const std::string& part, const ReadingBudget& budget, XmlHandler& handler);

}  // namespace docexport
