#include "documents/csv_reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "documents/character_set.hpp"
#include "documents/column_names.hpp"
#include "documents/content_start.hpp"
#include "documents/csv_parser.hpp"
#include "documents/csv_shape.hpp"
#include "documents/limits.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// Passes rows on as records; one Row is used again and again.
class RecordRows {
 public:
  RecordRows(std::size_t width, FirstRow first_row, const std::string& name, ContentSink& sink)
      : sink_(&sink), name_(&name), row_(width), skip_row_(first_row == FirstRow::header) {}

  void text(std::string_view piece) {
    bytes_ += piece.size();
    if (bytes_ > max_record_bytes) {
      throw Error(ErrorKind::limit, fmt::format("{}: record {} has more than {}, the most that is read", *name_,
                                                records_ + 1, format_size(max_record_bytes)));
    }
    if (index_ < row_.size()) {
      row_[index_].text.append(piece);
    }
  }

  void end_cell() { ++index_; }

  void end_row(std::uint64_t line) {
    if (index_ > row_.size()) {
      throw Error(ErrorKind::input,
                  fmt::format("{} changed while it was read (line {}); export it again", *name_, line));
    }
    if (!skip_row_) {
      sink_->record(row_);
      ++records_;
    }
    skip_row_ = false;
    for (std::size_t cell = 0; cell < index_; ++cell) {
      row_[cell].text.clear();
    }
    index_ = 0;
    bytes_ = 0;
  }

 private:
  ContentSink* sink_;
  const std::string* name_;
  Row row_;
  bool skip_row_;
  std::size_t index_ = 0;
  std::size_t bytes_ = 0;
  std::uint64_t records_ = 0;
};

CsvDialect sniff_dialect(const DocumentSource& source, const CharacterSet& character_set) {
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  const std::string sample(decoder.next());
  return find_csv_dialect(sample, decoder.next().empty());
}

void warn_about_shape(const CsvShape& shape, ContentSink& sink) {
  if (shape.ragged_rows > 0) {
    sink.warning(fmt::format("{} of {} rows have more or fewer cells than the first row's {}, the first in line {}",
                             shape.ragged_rows, shape.rows, shape.first_row.size(), shape.first_ragged_line));
  }
  if (shape.literal_quote != no_offset) {
    sink.warning("A quotation mark is never closed; it was read as an ordinary character");
  }
}

void read_rows(const DocumentSource& source, const CharacterSet& character_set, CsvDialect dialect,
               const std::vector<Field>& fields, ContentSink& sink) {
  const CsvShape shape = find_csv_shape(source, character_set, dialect);
  Metadata metadata;
  metadata.encoding = character_set.name;
  start_content(metadata, fields, sink);
  warn_about_shape(shape, sink);
  sink.begin_records(unique_column_names(
      shape.first_row_kind == FirstRow::header ? shape.first_row : std::vector<std::string>{}, shape.width));
  RecordRows rows(shape.width, shape.first_row_kind, source.name(), sink);
  CsvParser<RecordRows> parser(dialect.delimiter, shape.literal_quote, rows);
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  parse_csv(decoder, dialect, parser);
  sink.end_records();
  warn_about_encoding(character_set, decoder, sink);
}

}  // namespace

void read_csv(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  const CharacterSet character_set = find_character_set(source);
  read_rows(source, character_set, sniff_dialect(source, character_set), fields, sink);
}

void read_tsv(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  read_rows(source, find_character_set(source), {.delimiter = '\t'}, fields, sink);
}

}  // namespace docexport
