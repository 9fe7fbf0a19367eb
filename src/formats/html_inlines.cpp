#include "formats/html_inlines.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "docexport/base/text.hpp"
#include "formats/html_page.hpp"
#include "formats/styled_runs.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

struct Mark {
  unsigned emphasis = 0;
  std::string_view begin{};
  std::string_view end{};
};

constexpr std::array marks = {Mark{bold_emphasis, "<strong>", "</strong>"}, Mark{italic_emphasis, "<em>", "</em>"},
                              Mark{struck_emphasis, "<s>", "</s>"}};

void append_run_text(ByteBuffer& buffer, const StyledRun& run) {
  if (!run.image.empty()) {
    if (!is_blank_text(run.text)) {
      buffer.append("<span role=\"img\"");
      append_html_attribute(buffer, "aria-label", run.text);
      buffer.append('>');
      append_html_text(buffer, run.text);
      buffer.append("</span>");
    }
    return;
  }
  buffer.append(run.is_code ? "<code>" : "");
  append_html_lines(buffer, run.text);
  buffer.append(run.is_code ? "</code>" : "");
}

void append_run(ByteBuffer& buffer, const StyledRun& run) {
  for (const Mark& mark : marks) {
    buffer.append((run.emphasis & mark.emphasis) != 0 ? mark.begin : "");
  }
  append_run_text(buffer, run);
  std::for_each(marks.rbegin(), marks.rend(),
                [&](const Mark& mark) { buffer.append((run.emphasis & mark.emphasis) != 0 ? mark.end : ""); });
}

}  // namespace

bool is_safe_link(std::string_view target) {
  const std::string front = to_lower_ascii(target.substr(0, 8));
  return front.starts_with("http://") || front.starts_with("https://") || front.starts_with("mailto:");
}

void append_html_lines(ByteBuffer& buffer, std::string_view text) {
  const std::string readable = readable_text(text);
  std::string_view rest = readable;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    append_html_text(buffer, rest.substr(0, end));
    buffer.append("<br>\n");
    rest.remove_prefix(end + 1);
  }
  append_html_text(buffer, rest);
}

void append_html_inlines(ByteBuffer& buffer, const Block& block) {
  std::string open_link;
  const auto change_link = [&](const std::string& link) {
    if (link == open_link) {
      return;
    }
    buffer.append(open_link.empty() ? "" : "</a>");
    open_link = link;
    if (!link.empty()) {
      buffer.append("<a");
      append_html_attribute(buffer, "href", link);
      buffer.append(" rel=\"noreferrer\">");
    }
  };
  for (const StyledRun& run : styled_runs(block)) {
    change_link(is_safe_link(run.link) ? run.link : "");
    append_run(buffer, run);
  }
  change_link("");
}

}  // namespace docexport
