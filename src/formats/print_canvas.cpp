#include "formats/print_canvas.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "formats/print_font_map.hpp"
#include "formats/print_text.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

// A4.
constexpr double shortest_side = 595.276;
constexpr double longest_side = 841.89;
constexpr double widest_page = 14'400;  // that readers of PDF must be able to show
constexpr int most_structure_elements = 200'000;
// Each costs memory until the end, and more time and room in the file than what is printed in a cell.
constexpr int most_table_elements = 10'000;

/// cairo takes the time it is if nobody gives it one.
constexpr const char* unknown_date = "1970-01-01T00:00:00Z";

struct WriteState {
  OutputFile& output;
  std::exception_ptr& failure;
};

/// cairo is C: an exception waits in the canvas until cairo has returned.
cairo_status_t write_bytes(void* closure, const unsigned char* data, unsigned length) noexcept {
  auto& [output, failure] = *static_cast<WriteState*>(closure);
  try {
    output.buffer().append(std::string_view(reinterpret_cast<const char*>(data), length));
    output.flush_if_full();
    return CAIRO_STATUS_SUCCESS;
  } catch (...) {
    failure = std::current_exception();
    return CAIRO_STATUS_WRITE_ERROR;
  }
}

void free_write_state(void* state) {
  const std::unique_ptr<WriteState> freed(static_cast<WriteState*>(state));
}

/// As cairo reads it: `2024-01-15T10:30:00Z`.
bool is_date(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(), [](char byte, char expected) {
           return expected == '0' ? byte >= '0' && byte <= '9' : byte == expected;
         });
}

void set_metadata(cairo_surface_t* surface, const Metadata& metadata, const std::string& title) {
  const auto set = [surface](cairo_pdf_metadata_t name, std::string_view text) {
    if (!is_blank_text(text)) {
      cairo_pdf_surface_set_metadata(surface, name, printable_text(text).c_str());
    }
  };
  set(CAIRO_PDF_METADATA_TITLE, metadata.title.empty() ? title : metadata.title);
  set(CAIRO_PDF_METADATA_AUTHOR, metadata.author);
  set(CAIRO_PDF_METADATA_SUBJECT, metadata.subject);
  set(CAIRO_PDF_METADATA_KEYWORDS, metadata.keywords);
  set(CAIRO_PDF_METADATA_CREATOR, "docexport");
  set(CAIRO_PDF_METADATA_CREATE_DATE, is_date(metadata.created) ? metadata.created : unknown_date);
}

/// Nothing that acts on the reader's machine, and nothing that leads only from where the document was.
bool may_be_linked(std::string_view address) {
  constexpr std::array<std::string_view, 5> schemes = {"http://", "https://", "mailto:", "ftp://", "tel:"};
  const std::string start = to_lower_ascii(address.substr(0, 8));
  return std::any_of(schemes.begin(), schemes.end(),
                     [&start](std::string_view scheme) { return std::string_view(start).starts_with(scheme); });
}

/// The address in a tag's attribute: only what a URI may have, the rest in per cent.
std::string attribute_text(std::string_view address) {
  std::string text;
  for (const char byte : address) {
    const auto value = static_cast<unsigned char>(byte);
    if (value > ' ' && value < 0x7F && std::string_view("'\"\\<>`").find(byte) == std::string_view::npos) {
      text += byte;
    } else {
      text += fmt::format("%{:02X}", value);
    }
  }
  return text;
}

cairo_surface_t* make_surface(OutputFile& output, std::exception_ptr& failure, const Metadata& metadata,
                              const std::string& title) {
  auto state = std::make_unique<WriteState>(WriteState{.output = output, .failure = failure});
  cairo_surface_t* const surface =
      cairo_pdf_surface_create_for_stream(write_bytes, state.get(), shortest_side, longest_side);
  static const cairo_user_data_key_t key{};
  cairo_surface_set_user_data(surface, &key, state.release(), free_write_state);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  set_metadata(surface, metadata, title);
  return surface;
}

}  // namespace

PrintCanvas::PrintCanvas(OutputFile& output, const Metadata& metadata, const std::string& title)
    : surface_(make_surface(output, write_failure_, metadata, title)),
      cairo_(cairo_create(surface_)),
      fonts_(make_print_context()),
      page_width_(shortest_side),
      page_height_(longest_side) {
  check();
}

PrintCanvas::~PrintCanvas() {
  cairo_destroy(cairo_);
  cairo_surface_destroy(surface_);
}

void PrintCanvas::check() {
  if (write_failure_) {
    std::rethrow_exception(write_failure_);
  }
  const cairo_status_t status =
      cairo_status(cairo_) != CAIRO_STATUS_SUCCESS ? cairo_status(cairo_) : cairo_surface_status(surface_);
  if (status == CAIRO_STATUS_NO_MEMORY) {
    throw std::bad_alloc();
  }
  if (status != CAIRO_STATUS_SUCCESS) {
    throw Error(ErrorKind::internal, fmt::format("cannot write the PDF: {}", cairo_status_to_string(status)));
  }
}

void PrintCanvas::skip(double height) {
  if (!is_at_top()) {
    y_ = std::min(y_ + height, page_height_ - margin);
  }
}

void PrintCanvas::draw_page_number() {
  const PrintText number(fonts(), fmt::format("{}", page_number_), {.size = 8, .is_grey = true}, width());
  const PrintLine line = number.lines().front();
  number.draw(cairo_, line, {.x = (page_width_ - line.width) / 2, .y = page_height_ - margin / 2});
}

void PrintCanvas::end_page() {
  draw_page_number();
  cairo_show_page(cairo_);
  check();
}

void PrintCanvas::start_page() {
  end_page();
  ++page_number_;
  y_ = margin;
}

void PrintCanvas::set_content_width(double width) {
  const double wanted = std::clamp(width + 2 * margin, shortest_side, widest_page);
  if (wanted == page_width_) {
    return;
  }
  if (!is_at_top()) {
    start_page();
  }
  page_width_ = wanted;
  // An A4 page on its side while that is wide enough, larger pages in its proportions.
  page_height_ =
      wanted == shortest_side ? longest_side : std::max(shortest_side, wanted * shortest_side / longest_side);
  cairo_pdf_surface_set_size(surface_, page_width_, page_height_);
}

void PrintCanvas::add_outline(int level, const std::string& text) {
  while (!outline_.empty() && outline_.back().first >= level) {
    outline_.pop_back();
  }
  const int parent = outline_.empty() ? CAIRO_PDF_OUTLINE_ROOT : outline_.back().second;
  const std::string target = fmt::format("page={} pos=[{:.2f} {:.2f}]", page_number_, margin, y_);
  const std::string title = printable_text(readable_line(text));
  const int id = cairo_pdf_surface_add_outline(surface_, parent, title.c_str(), target.c_str(),
                                               static_cast<cairo_pdf_outline_flags_t>(0));
  outline_.emplace_back(level, id);
}

void PrintCanvas::add_link(const PrintBox& area, const std::string& address) {
  if (!may_be_linked(address) || !take_structure_element(StructurePart::text)) {
    return;
  }
  const std::string attributes = fmt::format("uri='{}' rect=[{:.2f} {:.2f} {:.2f} {:.2f}]", attribute_text(address),
                                             area.x, area.y, area.width, area.height);
  cairo_tag_begin(cairo_, CAIRO_TAG_LINK, attributes.c_str());
  cairo_tag_end(cairo_, CAIRO_TAG_LINK);
}

bool PrintCanvas::take_structure_element(StructurePart part) {
  int& taken = part == StructurePart::table ? table_elements_ : structure_elements_;
  if (taken == (part == StructurePart::table ? most_table_elements : most_structure_elements)) {
    return false;
  }
  ++taken;
  return true;
}

void PrintCanvas::finish() {
  end_page();
  cairo_surface_finish(surface_);
  check();
}

PrintElement::PrintElement(PrintCanvas& canvas, const char* role, StructurePart part)
    : cairo_(canvas.take_structure_element(part) ? canvas.cairo() : nullptr), role_(role) {
  if (cairo_ != nullptr) {
    cairo_tag_begin(cairo_, role_, nullptr);
  }
}

PrintElement::~PrintElement() {
  if (cairo_ != nullptr) {
    cairo_tag_end(cairo_, role_);
  }
}

}  // namespace docexport
