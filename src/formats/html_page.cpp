#include "formats/html_page.hpp"

#include <algorithm>

#include "formats/text_line.hpp"
#include "formats/xml_text.hpp"

namespace docexport {

namespace {

/// SHA-256 of html_style(); a test computes it.
constexpr std::string_view style_digest = "Dbz2k3qEZXKcLi8yjnm3bp6VNetKk5w3SmIzuf86oHE=";

/// A language as BCP 47 has it, `en` or `pt-BR`; `und` (undetermined) for anything else.
std::string language_tag(std::string_view language) {
  constexpr std::size_t longest_tag = 35;
  std::string tag(language);
  std::replace(tag.begin(), tag.end(), '_', '-');
  const bool is_plain = std::all_of(tag.begin(), tag.end(), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-';
  });
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  const bool is_tag = is_plain && primary >= 2 && primary <= 3 && tag.size() <= longest_tag && !tag.ends_with('-') &&
                      tag.find("--") == std::string::npos;
  return is_tag ? tag : "und";
}

void append_meta(ByteBuffer& buffer, std::string_view name, std::string_view content) {
  if (content.empty()) {
    return;
  }
  buffer.append("<meta");
  append_html_attribute(buffer, "name", name);
  append_html_attribute(buffer, "content", content);
  buffer.append(">\n");
}

}  // namespace

std::string_view html_style() {
  return R"(
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fff; --line: #8a8a8a; --soft: #f1f1f1; --quiet: #595959; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e6e6; --page: #161616; --line: #767676; --soft: #262626; --quiet: #a8a8a8; --link: #8ab4f8; }
}
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.5rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 .5em; }
a { color: var(--link); }
.table { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding-bottom: .3em; }
th, td { border: 1px solid var(--line); padding: .25em .6em; text-align: left; vertical-align: top; }
th { background: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: var(--soft); padding: .75em 1em; overflow-x: auto; }
code, pre { font-family: ui-monospace, monospace; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid var(--line); }
figure { margin: 1em 0; padding: .75em 1em; border: 1px dashed var(--line); }
.caption, .footnote, .furniture, footer { color: var(--quiet); font-size: .9em; }
footer { border-top: 1px solid var(--line); margin-top: 2em; }
@media print {
  :root { color-scheme: light; --text: #000; --page: #fff; --soft: #eee; --quiet: #333; --link: #000; }
  body { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  tr, pre, figure { break-inside: avoid; }
  thead { display: table-header-group; }
  .table, pre { overflow: visible; }
}
)";
}

void append_html_text(ByteBuffer& buffer, std::string_view text) {
  append_xml_text(buffer, readable_text(text));
}

void append_html_attribute(ByteBuffer& buffer, std::string_view name, std::string_view value) {
  append_xml_attribute(buffer, name, readable_text(value));
}

void append_html_head(ByteBuffer& buffer, const Metadata& metadata, std::string_view document_name) {
  buffer.append("<!DOCTYPE html>\n<html");
  append_html_attribute(buffer, "lang", language_tag(metadata.language));
  buffer.append(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
  buffer.append("default-src 'none'; style-src 'sha256-");
  buffer.append(style_digest);
  buffer.append("'; base-uri 'none'; form-action 'none'\">\n");
  append_meta(buffer, "viewport", "width=device-width, initial-scale=1");
  append_meta(buffer, "referrer", "no-referrer");
  const bool has_title = !is_blank_text(readable_line(metadata.title));
  buffer.append("<title>");
  append_html_text(buffer, readable_line(has_title ? metadata.title : document_name));
  buffer.append("</title>\n");
  append_meta(buffer, "author", metadata.author);
  append_meta(buffer, "description", metadata.subject);
  append_meta(buffer, "keywords", metadata.keywords);
  buffer.append("<style>");
  buffer.append(html_style());
  buffer.append("</style>\n</head>\n<body>\n<main>");
}

}  // namespace docexport
