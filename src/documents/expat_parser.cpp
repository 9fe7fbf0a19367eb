#include "documents/expat_parser.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include <expat.h>
#include <fmt/format.h>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

// Expat counts in int.
constexpr std::size_t max_piece = std::size_t{1} << 20;

// Each may name another one, and expat calls itself for it.
constexpr std::uint64_t most_entities = 1000;
// What is expanded may be this many times the text, once it is more than so many bytes.
constexpr std::uint64_t most_amplification = 10;
constexpr std::uint64_t free_amplification = std::uint64_t{1} << 20;

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == pair[0]) {
      return pair[1];
    }
  }
  return {};
}

std::string_view XmlAttributes::get_local(std::string_view wanted) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (wanted == local_name(pair[0])) {
      return pair[1];
    }
  }
  return {};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void XmlHandler::unknown_entity(std::string_view name) {
  text(fmt::format("&{};", name));
}

/// An exception must not pass through expat, which is C: it waits in the parser, and expat is stopped.
struct ExpatParser::Callbacks {
  template <typename Step>
  static void take(void* user, Step step) noexcept {
    ExpatParser& parser = *static_cast<ExpatParser*>(user);
    if (parser.failure_) {
      return;
    }
    try {
      step(parser);
    } catch (...) {
      parser.failure_ = std::current_exception();
      XML_StopParser(parser.parser_.get(), XML_FALSE);
    }
  }

  static void XMLCALL begin_element(void* user, const XML_Char* name, const XML_Char** attributes) {
    take(user, [&](ExpatParser& parser) {
      parser.budget_->check_depth(++parser.depth_);
      if (parser.entity_count_ > 0) {
        XmlAttributes(attributes).for_each([&](std::string_view key, std::string_view value) {
          parser.take_expanded(key.size() + value.size());
        });
      }
      parser.handler_->begin_element(name, XmlAttributes(attributes));
    });
  }

  static void XMLCALL end_element(void* user, const XML_Char* name) {
    take(user, [&](ExpatParser& parser) {
      --parser.depth_;
      parser.handler_->end_element(name);
    });
  }

  static void XMLCALL text(void* user, const XML_Char* piece, int size) {
    take(user, [&](ExpatParser& parser) {
      parser.take_expanded(static_cast<std::uint64_t>(size));
      parser.handler_->text({piece, static_cast<std::size_t>(size)});
    });
  }

  static void XMLCALL comment(void* user, const XML_Char* content) {
    take(user, [&](ExpatParser& parser) { parser.handler_->comment(content); });
  }

  static void XMLCALL skipped_entity(void* user, const XML_Char* name, int is_parameter) {
    if (is_parameter == 0) {
      take(user, [&](ExpatParser& parser) { parser.handler_->unknown_entity(name); });
    }
  }

  // NOLINTNEXTLINE(readability-function-size): expat calls it so
  static void XMLCALL entity(void* user, const XML_Char* name, int is_parameter, const XML_Char* value, int /*size*/,
                             const XML_Char* /*base*/, const XML_Char* /*system_id*/, const XML_Char* /*public_id*/,
                             const XML_Char* /*notation*/) {
    take(user, [&](ExpatParser& parser) { parser.check_entity(name, is_parameter == 0 && value != nullptr); });
  }
};

void ExpatParser::Free::operator()(XML_ParserStruct* parser) const noexcept {
  XML_ParserFree(parser);
}

ExpatParser::ExpatParser(std::string part, const ReadingBudget& budget, XmlHandler& handler, XmlEncoding encoding,
                         XmlEntities entities)
    : part_(std::move(part)),
      budget_(&budget),
      handler_(&handler),
      parser_(XML_ParserCreate(encoding == XmlEncoding::utf8 ? "UTF-8" : nullptr)),
      entities_(entities) {
  if (parser_ == nullptr) {
    throw std::bad_alloc();
  }
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), Callbacks::begin_element, Callbacks::end_element);
  XML_SetCharacterDataHandler(parser_.get(), Callbacks::text);
  XML_SetCommentHandler(parser_.get(), Callbacks::comment);
  XML_SetSkippedEntityHandler(parser_.get(), Callbacks::skipped_entity);
  XML_SetEntityDeclHandler(parser_.get(), Callbacks::entity);
}

ExpatParser::~ExpatParser() = default;

void ExpatParser::feed(std::string_view piece) {
  while (!piece.empty()) {
    const std::string_view now = piece.substr(0, max_piece);
    piece.remove_prefix(now.size());
    fed_ += now.size();
    if (XML_Parse(parser_.get(), now.data(), static_cast<int>(now.size()), XML_FALSE) != XML_STATUS_OK) {
      fail();
    }
  }
}

void ExpatParser::finish() {
  if (XML_Parse(parser_.get(), "", 0, XML_TRUE) != XML_STATUS_OK) {
    fail();
  }
}

std::uint64_t ExpatParser::line() const {
  return XML_GetCurrentLineNumber(parser_.get());
}

void ExpatParser::check_entity(std::string_view name, bool is_internal) {
  if (entities_ == XmlEntities::refused) {
    throw Error(
        ErrorKind::limit,
        fmt::format("{} declares entities, which XML bombs are made of; it is not read: expand them first", part_));
  }
  if (!is_internal) {
    throw Error(ErrorKind::limit,
                fmt::format("{} declares the entity {}, which is no text of its own; it is not read: expand it first",
                            part_, name));
  }
  if (++entity_count_ > most_entities) {
    throw Error(ErrorKind::limit, fmt::format("{} declares more than {} entities, the most that are read: expand them "
                                              "first",
                                              part_, most_entities));
  }
}

void ExpatParser::take_expanded(std::uint64_t bytes) {
  expanded_ += bytes;
  if (expanded_ > free_amplification && expanded_ / most_amplification > fed_) {
    refuse_bomb();
  }
}

void ExpatParser::refuse_bomb() const {
  throw Error(ErrorKind::limit, fmt::format("{} grows to more than {} times its size by its entities, as an XML bomb "
                                            "does; it is not read: expand them first",
                                            part_, most_amplification));
}

void ExpatParser::fail() const {
  if (failure_) {
    std::rethrow_exception(failure_);
  }
  const XML_Error code = XML_GetErrorCode(parser_.get());
  if (code == XML_ERROR_NO_MEMORY) {
    throw std::bad_alloc();
  }
  if (code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH) {
    refuse_bomb();
  }
  throw Error(ErrorKind::input, fmt::format("{} is damaged: line {}: {}", part_, line(), XML_ErrorString(code)));
}

void parse_xml(std::string_view text, const std::string& part, const ReadingBudget& budget, XmlHandler& handler) {
  ExpatParser parser(part, budget, handler);
  parser.feed(text);
  parser.finish();
}

}  // namespace docexport
