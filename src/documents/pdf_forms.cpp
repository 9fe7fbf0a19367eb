#include "documents/pdf_forms.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <Annot.h>
#include <Catalog.h>
#include <Form.h>

#include "documents/pdf_string.hpp"

namespace docexport {
namespace {

constexpr int deepest_field = 32;
constexpr int most_pages = 2000;  ///< that are searched for the places of fields
constexpr std::size_t most_fields = 20000;

std::string button_value(FormField& field) {
  for (int index = 0; index < field.getNumWidgets(); ++index) {
    const auto* button = dynamic_cast<FormWidgetButton*>(field.getWidget(index));
    if (button != nullptr && button->getState()) {
      const char* name = button->getOnStr();
      return name == nullptr ? "On" : text_of_pdf_string(std::make_unique<GooString>(name).get());
    }
  }
  return "Off";
}

std::string choice_value(const FormWidgetChoice& choice) {
  std::string value;
  for (int index = 0; index < choice.getNumChoices(); ++index) {
    if (choice.isSelected(index)) {
      value += (value.empty() ? "" : ", ") + text_of_pdf_string(choice.getChoice(index));
    }
  }
  return value.empty() ? text_of_pdf_string(choice.getEditChoice()) : value;
}

bool is_push_button(FormWidget* widget) {
  const auto* button = dynamic_cast<FormWidgetButton*>(widget);
  return button != nullptr && button->getButtonType() == formButtonPush;
}

std::string value_of(FormField& field) {
  FormWidget* widget = field.getWidget(0);
  switch (field.getType()) {
    case formButton:
      return button_value(field);
    case formText: {
      const auto* text = dynamic_cast<FormWidgetText*>(widget);
      return text == nullptr || text->isPassword() ? std::string() : text_of_pdf_string(text->getContent());
    }
    case formChoice: {
      const auto* choice = dynamic_cast<FormWidgetChoice*>(widget);
      return choice == nullptr ? std::string() : choice_value(*choice);
    }
    case formSignature:
    case formUndef:
      return {};
  }
  return {};
}

bool is_finite(const BoundingBox& box) {
  return std::isfinite(box.left) && std::isfinite(box.top) && std::isfinite(box.right) && std::isfinite(box.bottom);
}

/// Walks down the tree of fields to those that have a value.
class FormReader {
 public:
  explicit FormReader(PDFDoc& document) : document_(document) { find_pages(); }

  void take(FormField& field, int depth) {
    if (depth > deepest_field || fields_.size() >= most_fields) {
      return;
    }
    for (int index = 0; index < field.getNumChildren(); ++index) {
      if (FormField* child = field.getChildren(index); child != nullptr) {
        take(*child, depth + 1);
      }
    }
    const bool has_value =
        field.getType() == formButton || field.getType() == formText || field.getType() == formChoice;
    if (has_value && field.getNumWidgets() > 0 && !is_push_button(field.getWidget(0))) {
      append(field);
    }
  }

  std::vector<Field> fields() && { return std::move(fields_); }

 private:
  void find_pages() {
    const int last = std::min(document_.getNumPages(), most_pages);
    for (int page_no = 1; page_no <= last; ++page_no) {
      Page* page = document_.getPage(page_no);
      const std::unique_ptr<FormPageWidgets> widgets = page == nullptr ? nullptr : page->getFormWidgets();
      for (int index = 0; widgets != nullptr && index < widgets->getNumWidgets(); ++index) {
        page_of_.emplace(widgets->getWidget(index), page_no);
      }
    }
  }

  void append(FormField& source) {
    Field field{.name = text_of_pdf_string(source.getFullyQualifiedName()),
                .value = value_of(source),
                .origin = FieldOrigin::form};
    if (field.name.empty()) {
      return;
    }
    const FormWidget* widget = source.getWidget(0);
    if (const auto page = page_of_.find(widget); page != page_of_.end()) {
      PDFRectangle rectangle;
      widget->getRect(&rectangle.x1, &rectangle.y1, &rectangle.x2, &rectangle.y2);
      set_place(page->second, rectangle, field);
    }
    fields_.push_back(std::move(field));
  }

  void set_place(int page_no, const PDFRectangle& rectangle, Field& field) {
    Page* page = document_.getPage(page_no);
    if (page == nullptr) {
      return;
    }
    field.page = page_no;
    if (const BoundingBox box = box_of_pdf_rectangle(rectangle, *page); is_finite(box)) {
      field.box = box;
    }
  }

  PDFDoc& document_;
  std::map<const FormWidget*, int> page_of_{};
  std::vector<Field> fields_{};
};

}  // namespace

std::vector<Field> read_form_fields(PDFDoc& document) {
  Form* form = document.getCatalog()->getForm();
  if (form == nullptr || form->getNumFields() < 1) {
    return {};
  }
  FormReader reader(document);
  for (int index = 0; index < form->getNumFields(); ++index) {
    if (FormField* field = form->getRootField(index); field != nullptr) {
      reader.take(*field, 0);
    }
  }
  return std::move(reader).fields();
}

}  // namespace docexport
