#include "cli/help_topics.hpp"

#include <fmt/format.h>

#include <array>

#include "docexport/cli/exit_code.hpp"
#include "docexport/model/export_format.hpp"
#include "docexport/model/media_type.hpp"

namespace docexport {

namespace {

constexpr std::string_view environment_text =
    R"(DOCEXPORT_DB      the catalog's file; default: $XDG_DATA_HOME/docexport/exports.db
DOCEXPORT_STORE   where exports are stored: file:///FOLDER or s3://BUCKET/PREFIX;
                  default: $XDG_DATA_HOME/docexport/objects
DOCEXPORT_COLOR   auto, always or never
XDG_DATA_HOME     the folder of data; default: ~/.local/share
NO_COLOR          not empty: no colors
CLICOLOR_FORCE    not 0: colors also where there is no terminal
COLUMNS           width of tables
LC_ALL, LC_CTYPE, LANG
                  a UTF-8 locale gets UTF-8 symbols in tables

For an S3 store:
DOCEXPORT_PROFILE, DOCEXPORT_REGION, DOCEXPORT_ENDPOINT
                  as --profile, --region and --endpoint
DOCEXPORT_CHECKSUM, DOCEXPORT_TIMEOUT
                  as --checksum and --timeout
DOCEXPORT_STORAGE_CLASS, DOCEXPORT_SSE, DOCEXPORT_SSE_KMS_KEY_ID, DOCEXPORT_ACL, DOCEXPORT_CACHE_CONTROL
                  as the options of export with these names
DOCEXPORT_TAGS    tags of stored objects: name=value,name=value
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
                  the credentials; more sources: man docexport, CREDENTIALS
AWS_PROFILE, AWS_DEFAULT_PROFILE
                  the profile of the AWS configuration files
AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE
                  these files; default: ~/.aws/config and ~/.aws/credentials
AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_SESSION_NAME
                  a role that the token in the file stands for
AWS_CONTAINER_CREDENTIALS_FULL_URI, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
                  where a container gets its credentials
AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, AWS_CONTAINER_AUTHORIZATION_TOKEN
                  what it has to show there
AWS_EC2_METADATA_DISABLED
                  true: do not ask for the credentials of an EC2 instance
AWS_EC2_METADATA_SERVICE_ENDPOINT, AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE
                  where to ask for them; the mode is IPv4 or IPv6
AWS_METADATA_SERVICE_TIMEOUT, AWS_METADATA_SERVICE_NUM_ATTEMPTS
                  seconds to wait there, and how often to try
AWS_REGION, AWS_DEFAULT_REGION
                  the region; default: the profile's, else us-east-1
AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL
                  the server, if it is not Amazon's; that of the roles; of both
AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
                  true: Amazon's server all the same
AWS_USE_DUALSTACK_ENDPOINT, AWS_USE_FIPS_ENDPOINT
                  true: Amazon's servers with IPv6, or with FIPS 140
AWS_MAX_ATTEMPTS, AWS_RETRY_MODE
                  how often a request is sent until it is given up
AWS_REQUEST_CHECKSUM_CALCULATION
                  when_required: send Content-MD5 in place of newer checksums
AWS_CA_BUNDLE     certificates to trust instead of the system's
DOCEXPORT_S3_ADDRESSING
                  auto, path or virtual: where the bucket's name stands
HTTPS_PROXY, http_proxy, NO_PROXY
                  proxies, as curl has them

An option wins over a variable, a variable over the default.
)";

constexpr std::string_view selectors_text =
    R"(list, download, retry, prune and delete choose exports in the same way; list shows what the others would take.

ID...                ids or unique prefixes: 4 characters or more, 8 for a deletion that nobody is asked about
-                    ids on standard input: one a line, --jsonl lines, or the lines of docexport list
--status a,b         pending, processing, completed, failed, expired, deleted
--format FORMAT      json, jsonl, csv, xlsx, xml, md, txt, html, pdf
--document DOCUMENT  a document's id or unique prefix; bundles with it match too
--type TYPE          document_export, bulk_export
--name GLOB          shell pattern for the export's name: 'tax-*'
--since TIME         created then or later
--until TIME         created before then
--older-than 30d     created longer ago

Several selectors must all match. TIME is 2024-01-15, 2024-01-15T10:30:00Z, or a duration ago.
Durations have a unit: 90s 15m 12h 7d 2w 6mo 1y.
)";

std::string exit_codes_text() {
  std::string text;
  for (const ExitCodeMeaning& meaning : exit_code_meanings) {
    text += fmt::format("{:>3}  {}\n", meaning.code, meaning.meaning);
  }
  return text +
         "\nOf several exports or documents: 0 when all went well, 3 when some failed; when all failed, the code they "
         "have\nin common, else 1. A code that is not in this list is a failure.\n";
}

std::string formats_text() {
  std::string text = "Formats of an export (--format):\n";
  for (const ExportFormat format : all_export_formats) {
    text += fmt::format("  {:<6} {}, {}\n", to_string(format), display_name(format), content_type(format));
  }
  text +=
      "\nEach can be compressed: --gzip (.gz) or --zstd (.zst). --bundle makes one zip of many documents.\n"
      "--json-schema docling makes a json export a DoclingDocument.\n"
      "\nDocuments that can be read:\n";
  for (const ReadableType& type : readable_types()) {
    text += fmt::format("  {:<22} {}\n", type.name, type.media_type);
  }
  return text +
         "\njson holds everything. jsonl and csv hold rows: those of a tabular document, else its fields, else its\n"
         "blocks; --view chooses. csv quotes cells that a spreadsheet would run as a formula with ', unless "
         "--raw-cells.\n"
         "xlsx has a sheet for each table, typed cells and never a formula; xml has what json has, by a schema of its\n"
         "own; html is one page that loads and runs nothing.\n";
}

struct Topic {
  std::string_view name;
  std::string_view summary;
};

constexpr std::array topics = {
    Topic{"exit-codes", "what the exit codes mean"},
    Topic{"environment", "variables that are read"},
    Topic{"formats", "what can be read and written"},
    Topic{"selectors", "choosing exports"},
};

}  // namespace

std::optional<std::string> topic_text(const std::string& topic) {
  if (topic == "exit-codes") {
    return exit_codes_text();
  }
  if (topic == "environment") {
    return std::string(environment_text);
  }
  if (topic == "formats") {
    return formats_text();
  }
  return topic == "selectors" ? std::optional(std::string(selectors_text)) : std::nullopt;
}

std::vector<std::pair<std::string, std::string>> topic_entries() {
  std::vector<std::pair<std::string, std::string>> entries = {{"docexport help COMMAND", "a command's options"}};
  for (const Topic& topic : topics) {
    entries.emplace_back(fmt::format("docexport help {}", topic.name), topic.summary);
  }
  return entries;
}

std::vector<std::string> topic_names() {
  std::vector<std::string> names;
  names.reserve(std::size(topics));
  for (const Topic& topic : topics) {
    names.emplace_back(topic.name);
  }
  return names;
}

}  // namespace docexport
