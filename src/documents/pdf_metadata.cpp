#include "documents/pdf_metadata.hpp"

#include <chrono>
#include <memory>
#include <string>

#include <DateInfo.h>
#include <Link.h>
#include <Outline.h>

#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"
#include "documents/pdf_string.hpp"
#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

constexpr int max_outline_depth = 32;
constexpr std::size_t max_outline_entries = 20000;
constexpr std::size_t max_title_bytes = 64 << 10;

std::string title_of(const OutlineItem& item) {
  std::string text;
  for (int index = 0; index < item.getTitleLength() && text.size() < max_title_bytes; ++index) {
    append_character(item.getTitle()[index], text);
  }
  return std::string(trim(text));
}

std::string text_value(const std::unique_ptr<GooString>& value) {
  return text_of_pdf_string(value.get());
}

std::string date_value(const std::unique_ptr<GooString>& value) {
  if (value == nullptr) {
    return {};
  }
  const std::time_t seconds = dateStringToTime(value.get());
  return seconds == -1 ? std::string() : format_rfc3339(Timestamp(std::chrono::seconds(seconds)));
}

std::string language_of(PDFDoc& document) {
  const Object catalog = document.getXRef()->getCatalog();
  if (!catalog.isDict()) {
    return {};
  }
  const Object language = catalog.dictLookup("Lang");
  return language.isString() ? to_valid_utf8(language.getString()->toStr()) : std::string();
}

std::optional<int> page_of(const LinkAction* action, PDFDoc& document) {
  const auto* link = dynamic_cast<const LinkGoTo*>(action);
  if (link == nullptr || !link->isOk()) {
    return std::nullopt;
  }
  std::unique_ptr<LinkDest> named;
  const LinkDest* destination = link->getDest();
  if (destination == nullptr && link->getNamedDest() != nullptr) {
    named = document.findDest(link->getNamedDest());
    destination = named.get();
  }
  if (destination == nullptr || !destination->isOk()) {
    return std::nullopt;
  }
  const int page = destination->isPageRef() ? document.findPage(destination->getPageRef()) : destination->getPageNum();
  return page >= 1 && page <= document.getNumPages() ? std::optional<int>(page) : std::nullopt;
}

void append_outline(const std::vector<OutlineItem*>* items, int level, PDFDoc& document,
                    std::vector<OutlineEntry>& entries) {
  if (items == nullptr || level > max_outline_depth) {
    return;
  }
  for (OutlineItem* item : *items) {
    if (entries.size() >= max_outline_entries) {
      return;
    }
    entries.push_back({.level = level, .title = title_of(*item), .page_no = page_of(item->getAction(), document)});
    item->open();
    append_outline(item->getKids(), level + 1, document, entries);
  }
}

}  // namespace

Metadata read_pdf_metadata(PDFDoc& document) {
  Metadata metadata;
  metadata.title = text_value(document.getDocInfoTitle());
  metadata.author = text_value(document.getDocInfoAuthor());
  metadata.subject = text_value(document.getDocInfoSubject());
  metadata.keywords = text_value(document.getDocInfoKeywords());
  metadata.creator = text_value(document.getDocInfoCreator());
  metadata.producer = text_value(document.getDocInfoProducer());
  metadata.created = date_value(document.getDocInfoCreatDate());
  metadata.modified = date_value(document.getDocInfoModDate());
  metadata.language = language_of(document);
  metadata.page_count = document.getNumPages();
  if (Outline* outline = document.getOutline(); outline != nullptr) {
    append_outline(outline->getItems(), 1, document, metadata.outline);
  }
  return metadata;
}

}  // namespace docexport
