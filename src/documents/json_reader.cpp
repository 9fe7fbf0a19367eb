#include "documents/json_reader.hpp"

#include <string>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/character_set.hpp"
#include "documents/column_names.hpp"
#include "documents/content_start.hpp"
#include "documents/json_columns.hpp"
#include "documents/json_elements.hpp"

namespace docexport {
namespace {

/// The column of a record that is no object.
const std::string& value_column() {
  static const std::string name = "value";
  return name;
}

CharacterSet json_character_set(const DocumentSource& source) {
  CharacterSet set = find_character_set(source);
  if (set.errors > 0) {
    throw Error(ErrorKind::input,
                fmt::format("{}: byte {} is not UTF-8, which JSON must be; convert it, for example with iconv",
                            source.name(), *set.first_error + 1));
  }
  return set;
}

JsonColumns find_columns(const DocumentSource& source, const CharacterSet& character_set, JsonTopLevel top_level) {
  JsonColumns columns;
  JsonElements elements(source, character_set, top_level);
  JsonScanner& scanner = elements.scanner();
  std::string name;
  while (elements.next()) {
    if (scanner.kind() == JsonKind::object) {
      scanner.enter_object();
      while (scanner.next_member(name)) {
        columns.add(name, source.name());
        scanner.skip_value();
      }
    } else {
      columns.add(value_column(), source.name());
      scanner.skip_value();
    }
  }
  return columns;
}

/// Reads records into one Row that is used again and again.
class JsonRecords {
 public:
  JsonRecords(JsonColumns& columns, JsonScanner& scanner)
      : columns_(&columns), scanner_(&scanner), row_(columns.names().size()) {}

  const Row& read() {
    for (Cell& cell : row_) {
      cell.text.clear();
      cell.type = CellType::absent;
    }
    const JsonKind kind = scanner_->kind();
    const std::uint64_t line = scanner_->line();
    if (kind != JsonKind::object) {
      scanner_->read_value(cell_of(value_column()));
      return row_;
    }
    bool repeats = false;
    scanner_->enter_object();
    while (scanner_->next_member(name_)) {
      Cell& cell = cell_of(name_);
      repeats = repeats || cell.type != CellType::absent;
      scanner_->read_value(cell);
    }
    if (repeats && ++repeating_records_ == 1) {
      first_repeating_line_ = line;
    }
    return row_;
  }

  void warn(ContentSink& sink) const {
    if (repeating_records_ > 0) {
      sink.warning(fmt::format("{} {} a member name twice, the first in line {}; the last value was kept",
                               repeating_records_, repeating_records_ == 1 ? "record has" : "records have",
                               first_repeating_line_));
    }
    if (scanner_->replaced() > 0) {
      sink.warning(fmt::format("{} escaped {} of a surrogate pair stood for no character and became U+FFFD",
                               scanner_->replaced(), scanner_->replaced() == 1 ? "half" : "halves"));
    }
  }

 private:
  Cell& cell_of(const std::string& name) {
    const std::optional<std::size_t> column = columns_->find(name);
    if (!column || *column >= row_.size()) {
      throw Error(ErrorKind::input, fmt::format("{} changed while it was read (line {}); export it again",
                                                scanner_->document(), scanner_->line()));
    }
    return row_[*column];
  }

  JsonColumns* columns_;
  JsonScanner* scanner_;
  Row row_;
  std::string name_{};
  std::uint64_t repeating_records_ = 0;
  std::uint64_t first_repeating_line_ = 0;
};

void read_records(const DocumentSource& source, JsonTopLevel top_level, const std::vector<Field>& fields,
                  ContentSink& sink) {
  const CharacterSet character_set = json_character_set(source);
  JsonColumns columns = find_columns(source, character_set, top_level);
  Metadata metadata;
  metadata.encoding = character_set.name;
  start_content(metadata, fields, sink);
  sink.begin_records(unique_column_names(columns.names(), columns.names().size()));
  JsonElements elements(source, character_set, top_level);
  JsonRecords records(columns, elements.scanner());
  while (elements.next()) {
    sink.record(records.read());
  }
  sink.end_records();
  records.warn(sink);
  warn_about_encoding(character_set, elements.decoder(), sink);
}

}  // namespace

void read_json(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  if (source.size() == 0) {
    throw Error(ErrorKind::input, fmt::format("{} is empty, which is not JSON", source.name()));
  }
  read_records(source, JsonTopLevel::document, fields, sink);
}

void read_json_lines(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  read_records(source, JsonTopLevel::lines, fields, sink);
}

}  // namespace docexport
