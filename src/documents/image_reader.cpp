#include "documents/image_reader.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <leptonica/allheaders.h>

#include "docexport/base/error.hpp"
#include "documents/content_start.hpp"
#include "documents/ocr_blocks.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;
constexpr std::int64_t most_pixels = 200'000'000;

struct DestroyPicture {
  void operator()(Pix* picture) const noexcept { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<Pix, DestroyPicture>;

const l_uint8* bytes_of(const std::string& file) {
  return reinterpret_cast<const l_uint8*>(file.data());
}

[[noreturn]] void throw_damaged(const std::string& name) {
  throw Error(ErrorKind::input, fmt::format("{} cannot be read: the image is damaged or of a kind that is not known; "
                                            "open it in a viewer and save it as PNG",
                                            name));
}

/// Returns the kind of image. Looks at the header alone, so that no bomb is unpacked.
int check_header(const std::string& file, const std::string& name) {
  l_int32 format = 0;
  l_int32 width = 0;
  l_int32 height = 0;
  l_int32 bits = 0;
  l_int32 samples = 0;
  l_int32 has_palette = 0;
  if (pixReadHeaderMem(bytes_of(file), file.size(), &format, &width, &height, &bits, &samples, &has_palette) != 0 ||
      width <= 0 || height <= 0) {
    throw_damaged(name);
  }
  if (std::int64_t{width} * height > most_pixels) {
    throw Error(ErrorKind::limit, fmt::format("{} has {} x {} pixels; at most {} million are read: scale it down", name,
                                              width, height, most_pixels / 1'000'000));
  }
  return format;
}

bool is_tiff(int format) {
  return format >= IFF_TIFF && format <= IFF_TIFF_ZIP;
}

int count_pages(const std::string& file, int format) {
  int pages = 0;
  if (is_tiff(format)) {
    std::size_t offset = 0;
    do {
      const Picture page(pixReadMemFromMultipageTiff(bytes_of(file), file.size(), &offset));
      pages += page ? 1 : 0;
    } while (offset != 0);
  }
  return std::max(pages, 1);
}

void for_each_page(const std::string& file, int format, const std::string& name,
                   const std::function<void(Pix&)>& take) {
  if (!is_tiff(format)) {
    const Picture picture(pixReadMem(bytes_of(file), file.size()));
    if (!picture) {
      throw_damaged(name);
    }
    return take(*picture);
  }
  std::size_t offset = 0;
  do {
    const Picture page(pixReadMemFromMultipageTiff(bytes_of(file), file.size(), &offset));
    if (!page) {
      throw_damaged(name);
    }
    take(*page);
  } while (offset != 0);
}

}  // namespace

void read_image_with(TesseractEngine& engine, const DocumentSource& source, const ReadRequest& request,
                     ContentSink& sink) {
  const std::string file = source.all(largest_file);
  const int format = check_header(file, source.name());
  Metadata metadata;
  metadata.page_count = count_pages(file, format);
  start_content(metadata, request.fields, sink);
  ReadingBudget budget(request.limits, source.name());
  int page_no = 0;
  for_each_page(file, format, source.name(), [&](Pix& picture) {
    ++page_no;
    if (!is_page_wanted(request.options.pages, page_no)) {
      return;
    }
    budget.take_page();
    const OcrPage page{.page_no = page_no,
                       .width = pixGetWidth(&picture),
                       .height = pixGetHeight(&picture),
                       .dots_per_inch = pixGetXRes(&picture)};
    sink.page(page_info_of(page));
    const std::vector<Block> blocks = blocks_of(engine.read(picture, page.dots_per_inch), page);
    if (blocks.empty()) {
      sink.warning(fmt::format("page {} has no text that OCR could read", page_no));
    }
    for (const Block& block : blocks) {
      sink.block(block);
    }
  });
}

}  // namespace docexport
