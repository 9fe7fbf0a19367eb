#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "cli/table.hpp"
#include "docexport/model/export.hpp"
#include "docexport/model/export_filter.hpp"

namespace docexport {

/// An export as every command shows it: the same keys, the same columns.
nlohmann::ordered_json export_json(const Export& row, Timestamp now);

/// id, name, status, format, records, size, created, downloads, expires: the line for a pipe. Absent is empty.
std::string export_line(const Export& row, Timestamp now);

/// The table for people.
std::string export_table(const std::vector<Export>& rows, Session& session);

/// One export in the form that was asked for, where results come one by one (never --json).
void print_export(const Export& row, Session& session);

/// `1.2 KiB, 14 records, expires in 30 days`.
std::string export_facts(const Export& row, Timestamp now);

/// What has a page: `{"page", "limit", "total", "total_pages", "has_next_page", "has_prev_page"}` (design §3).
nlohmann::ordered_json pagination_json(std::uint64_t page, std::uint64_t limit, std::uint64_t total);

/// "1 export", "3 exports".
std::string counted(std::uint64_t count, const std::string& noun);

Color status_color(ExportStatus status);

}  // namespace docexport
