#include "documents/epub_package.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"
#include "documents/epub_outline.hpp"
#include "documents/epub_path.hpp"
#include "documents/html_tree.hpp"
#include "documents/xml_document.hpp"

namespace docexport {
namespace {

constexpr std::string_view container_path = "META-INF/container.xml";
constexpr std::string_view encryption_path = "META-INF/encryption.xml";
// These only hide fonts; the text is not encrypted.
constexpr std::array<std::string_view, 2> font_algorithms{"http://www.idpf.org/2008/embedding",
                                                          "http://ns.adobe.com/pdf/enc#RC"};

void check_encryption(ZipArchive& archive, const ReadingBudget& budget) {
  if (!archive.contains(encryption_path)) {
    return;
  }
  const XmlDocument document(archive, encryption_path, budget);
  for (pugi::xml_node node = document.root(); node; node = xml_next(node, document.root())) {
    const std::string_view algorithm = xml_value(node, "Algorithm");
    const bool is_method = local_name(node) == "EncryptionMethod" && local_name(node.parent()) == "EncryptedData";
    if (is_method && std::find(font_algorithms.begin(), font_algorithms.end(), algorithm) == font_algorithms.end()) {
      throw Error(ErrorKind::input, fmt::format("{} is encrypted: it is protected for the reader that bought it (DRM); "
                                                "export a book without protection",
                                                archive.document_name()));
    }
  }
}

std::string package_path(ZipArchive& archive, const ReadingBudget& budget) {
  if (archive.contains(container_path)) {
    const XmlDocument container(archive, container_path, budget);
    for (pugi::xml_node node = container.root(); node; node = xml_next(node, container.root())) {
      std::string path = epub_path("", xml_value(node, "full-path"));
      if (local_name(node) == "rootfile" && archive.contains(path)) {
        return path;
      }
    }
  }
  for (const std::string& name : archive.names()) {
    if (name.ends_with(".opf")) {
      return name;
    }
  }
  throw Error(ErrorKind::input, fmt::format("{} is no whole EPUB book: it has no package document; it may be damaged",
                                            archive.document_name()));
}

struct ManifestItem {
  EpubItem item{};
  std::string properties{};
};

/// A package document on its way into an EpubPackage.
class PackageReader {
 public:
  PackageReader(ZipArchive& archive, const ReadingBudget& budget, std::string path)
      : archive_(&archive), budget_(&budget), path_(std::move(path)), document_(archive, path_, budget) {}

  EpubPackage read() {
    read_metadata(xml_child(document_.root(), "metadata"));
    read_manifest(xml_child(document_.root(), "manifest"));
    const pugi::xml_node spine = xml_child(document_.root(), "spine");
    for (const pugi::xml_node reference : spine.children()) {
      const auto item = items_.find(std::string(xml_value(reference, "idref")));
      if (local_name(reference) == "itemref" && item != items_.end()) {
        package_.spine.push_back(item->second.item);
      } else if (local_name(reference) == "itemref") {
        ++unknown_;
      }
    }
    read_outline(std::string(xml_value(spine, "toc")));
    add_warnings();
    return std::move(package_);
  }

 private:
  void read_metadata(pugi::xml_node metadata) {
    for (const pugi::xml_node node : metadata.children()) {
      // EPUB 2 may put them into one element more.
      if (local_name(node) == "dc-metadata" || local_name(node) == "x-metadata") {
        read_metadata(node);
      } else {
        take_metadata(local_name(node), collapse_white_space(xml_deep_text(node)), node);
      }
    }
  }

  void take_metadata(std::string_view name, const std::string& value, pugi::xml_node node) {
    Metadata& metadata = package_.metadata;
    if (value.empty()) {
      return;
    }
    if (name == "title") {
      metadata.title = metadata.title.empty() ? value : metadata.title;
    } else if (name == "creator") {
      metadata.author += (metadata.author.empty() ? "" : "; ") + value;
    } else if (name == "subject") {
      metadata.keywords += (metadata.keywords.empty() ? "" : ", ") + value;
    } else if (name == "description") {
      metadata.subject = metadata.subject.empty() ? value : metadata.subject;
    } else if (name == "language") {
      metadata.language = metadata.language.empty() ? value : metadata.language;
    } else if (name == "date") {
      take_date(metadata.created, value);
    } else if (name == "meta" && xml_value(node, "property") == "dcterms:modified") {
      take_date(metadata.modified, value);
    } else if (name == "publisher" || name == "identifier" || name == "rights" || name == "contributor") {
      metadata.custom.push_back({.name = std::string(name), .value = value});
    }
  }

  void take_date(std::string& member, const std::string& value) {
    const std::optional<Timestamp> time = parse_rfc3339(value);
    if (!time) {
      package_.metadata.custom.push_back({.name = "date", .value = value});
    } else if (member.empty()) {
      member = format_rfc3339(*time);
    }
  }

  void read_manifest(pugi::xml_node manifest) {
    int images = 0;
    for (const pugi::xml_node node : manifest.children()) {
      const std::string media_type = to_lower_ascii(xml_value(node, "media-type"));
      images += media_type.starts_with("image/") ? 1 : 0;
      items_.emplace(xml_value(node, "id"),
                     ManifestItem{.item = {.path = epub_path(path_, xml_value(node, "href")), .media_type = media_type},
                                  .properties = std::string(xml_value(node, "properties"))});
    }
    if (images > 0) {
      package_.metadata.image_count = images;
    }
  }

  void read_outline(const std::string& contents_id) {
    for (const auto& [id, item] : items_) {
      if (has_word(item.properties, "nav") && archive_->contains(item.item.path)) {
        package_.metadata.outline = read_epub_navigation(*archive_, item.item.path, *budget_);
      }
    }
    const auto contents = items_.find(contents_id);
    if (package_.metadata.outline.empty() && contents != items_.end() &&
        archive_->contains(contents->second.item.path)) {
      package_.metadata.outline = read_epub_contents(*archive_, contents->second.item.path, *budget_);
    }
  }

  void add_warnings() {
    if (unknown_ > 0) {
      package_.warnings.push_back(fmt::format("{} {} that the book's reading order names {} not in its list of files",
                                              unknown_, unknown_ == 1 ? "part" : "parts",
                                              unknown_ == 1 ? "is" : "are"));
    }
    if (!document_.fault().empty()) {
      package_.warnings.push_back(document_.fault());
    }
  }

  ZipArchive* archive_;
  const ReadingBudget* budget_;
  std::string path_;
  XmlDocument document_;
  std::map<std::string, ManifestItem> items_{};
  std::uint64_t unknown_ = 0;
  EpubPackage package_{};
};

}  // namespace

EpubPackage read_epub_package(ZipArchive& archive, const ReadingBudget& budget) {
  check_encryption(archive, budget);
  return PackageReader(archive, budget, package_path(archive, budget)).read();
}

}  // namespace docexport
