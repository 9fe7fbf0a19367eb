"""Reads a workbook with openpyxl, which we have not written, and prints its sheets as JSON."""
import datetime
import json
import sys

import openpyxl


def plain(value):
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def cells_of(sheet):
    return [[{"value": plain(cell.value), "type": cell.data_type, "format": cell.number_format} for cell in row]
            for row in sheet.iter_rows()]


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    print(json.dumps([{"name": sheet.title, "rows": cells_of(sheet), "frozen": sheet.freeze_panes,
                       "filter": sheet.auto_filter.ref, "merged": sorted(map(str, sheet.merged_cells.ranges))}
                      for sheet in book]))


if __name__ == "__main__":
    main()
