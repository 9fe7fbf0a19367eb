#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "docexport/model/document.hpp"

namespace docexport {

/// A document as every command shows it: the same keys, the same columns.
nlohmann::ordered_json document_json(const Document& document);

/// An id as a table shows it: the beginning of one of ours, the whole of one that a person chose.
std::string shown_document_id(const std::string& id);

/// One document in the form that was asked for, where results come one by one (never --json). For a pipe: id, name,
/// media type, document type, size, when added, path.
void print_document(const Document& document, Session& session);

/// The table for people.
std::string document_table(const std::vector<Document>& documents, Session& session);

/// One document whole, for people.
std::string document_details(const Document& document, Session& session);

}  // namespace docexport
