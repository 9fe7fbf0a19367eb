"""Exports as other programs read them: workbooks with openpyxl, xml with xmllint by the project's schema."""
import functools
import html.parser
import json
import os
import pathlib
import subprocess
import sys
import unittest

from workspace import Workspace

SCHEMA = pathlib.Path(os.environ["DOCEXPORT_SOURCE"]) / "src/formats/docexport-1.xsd"
RECORDS = """{"id": 7, "name": "=1+1", "ok": true, "long": 12345678901234567890, "note": "a\\u0001b"}
{"id": 8.5, "name": "https://example.org", "ok": null, "long": 1, "note": "second\\nline"}
"""
REPORT = """# Report & more

A [link](https://example.org/?a=1&b=2), a [bad one](javascript:alert(1)) and **bold** text.

| name | value |
|------|-------|
| a    | 1     |

1. one
   - nested
2. two

> quoted

```c
int main() { return 0 < 1; }
```
"""
NAUGHTY = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202egpj.exe", "\ufeffbom", "a\ufffeb", "_x0041_",
           "Z\u0301\u0302\u0303", "\U0001f600" * 20, "]]>", "&amp;", "'; DROP TABLE", "\x7f\x85", "  spaces  ",
           "1E5", "007", "\u0434\u0430", "\u8868\u3042"]


@functools.cache
def interpreter_with_openpyxl():
    """The interpreter that runs this may lack Debian's packages."""
    for program in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([program, "-c", "import openpyxl"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return program
    raise AssertionError("openpyxl is missing: install python3-openpyxl")


class Elements(html.parser.HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


class FormatTest(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.workspace.write("records.jsonl", RECORDS)
        self.workspace.write("report.md", REPORT)

    def export(self, name, form, *options):
        """The exported file, and the row that the catalog has about it."""
        target = f"out.{form}"
        row = self.workspace.json("export", name, "--format", form, "--output", target, "--force", *options)["export"]
        return self.workspace.folder / target, row

    def workbook(self, name, *options):
        path, row = self.export(name, "xlsx", *options)
        reader = pathlib.Path(__file__).with_name("read_workbook.py")
        text = subprocess.run([interpreter_with_openpyxl(), "-B", reader, path], check=True, stdout=subprocess.PIPE).stdout
        return {sheet["name"]: sheet for sheet in json.loads(text)}, row

    def check_schema(self, path):
        result = subprocess.run(["xmllint", "--noout", "--schema", SCHEMA, path], stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stdout)


class Workbooks(FormatTest):
    def test_records_are_typed_and_never_formulas(self):
        sheets, row = self.workbook("records.jsonl")
        self.assertEqual(list(sheets), ["Data", "Document"])
        data = sheets["Data"]
        self.assertEqual(row["records_count"], len(data["rows"]) - 1)
        self.assertEqual([[cell["value"] for cell in line] for line in data["rows"]],
                         [["id", "name", "ok", "long", "note"],
                          [7, "=1+1", True, "12345678901234567890", "a_x0001_b"],
                          [8.5, "https://example.org", None, 1, "second\nline"]])
        self.assertEqual([cell["type"] for cell in data["rows"][1]], ["n", "s", "b", "s", "s"])
        self.assertEqual((data["frozen"], data["filter"]), ("A2", "A1:E3"))

    def test_a_report_has_its_tables_blocks_and_properties(self):
        sheets, row = self.workbook("report.md")
        self.assertEqual(list(sheets), ["Table 1", "Blocks", "Document"])
        self.assertEqual([cell["value"] for cell in sheets["Table 1"]["rows"][1]], ["a", "1"])
        rows = sum(len(sheets[name]["rows"]) - 1 for name in ("Table 1", "Blocks"))
        self.assertEqual(row["records_count"], rows)
        properties = {line[1]["value"]: line[2]["value"] for line in sheets["Document"]["rows"]}
        self.assertEqual(properties["name"], "report.md")
        self.assertEqual(properties["sha256"], self.workspace.json("documents")["documents"][0]["sha256"])

    def test_any_text_comes_through(self):
        self.workspace.write("naughty.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in NAUGHTY))
        cells = [line[0] for line in self.workbook("naughty.jsonl")[0]["Data"]["rows"][1:]]
        self.assertEqual({cell["type"] for cell in cells}, {"s"})
        escaped = [text.replace("\ufffe", "_xFFFE_").replace("_x0041_", "_x005F_x0041_") for text in NAUGHTY]
        # Some versions of openpyxl undo the escapes, others leave them.
        for cell, text, written in zip(cells, NAUGHTY, escaped):
            self.assertIn(cell["value"], (text, written))

    def test_a_text_that_is_cut_is_told(self):
        self.workspace.write("long.jsonl", json.dumps({"text": "x" * 40000}) + "\n")
        result = self.workspace.run("export", "long.jsonl", "--format", "xlsx", "--output", "out.xlsx")
        self.assertEqual(result.returncode, 0)
        self.assertIn("1 texts are longer than the 32767 characters", result.stderr)


class Xml(FormatTest):
    def test_every_export_is_valid_by_the_schema(self):
        self.workspace.write("naughty.jsonl", "".join(json.dumps({text: text}) + "\n" for text in NAUGHTY))
        self.workspace.write("fields.json", '[{"name": "n", "value": 1, "type": "number", "confidence": 50, "page": 1}]')
        self.workspace.json("add", "report.md", "--id", "with-fields", "--fields", "fields.json")
        for name in ("records.jsonl", "report.md", "naughty.jsonl", "with-fields"):
            for view in ("auto", "fields", "tables", "blocks"):
                with self.subTest(document=name, view=view):
                    self.check_schema(self.export(name, "xml", "--view", view)[0])
        self.check_schema(self.export("report.md", "xml", "--table", "1")[0])

    def test_a_tabular_document_counts_its_records(self):
        path, row = self.export("records.jsonl", "xml")
        self.assertEqual(row["records_count"], path.read_text().count("<record>"))
        self.assertEqual(self.export("report.md", "xml")[1]["records_count"], 1)


class Pages(FormatTest):
    def test_a_page_loads_runs_and_links_nothing_it_should_not(self):
        page = Elements(self.export("report.md", "html")[0].read_text())
        self.assertEqual([link["href"] for link in page.all("a")], ["https://example.org/?a=1&b=2"])
        self.assertFalse([tag for tag, _ in page.found if tag in ("script", "img", "link", "iframe", "object", "form")])
        self.assertFalse([name for _, attributes in page.found for name in attributes if name.startswith("on") or name == "style"])
        policy = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
        self.assertEqual(len(policy), 1)
        self.assertTrue(policy[0].startswith("default-src 'none'; style-src 'sha256-"))

    def test_a_page_is_accessible(self):
        page = Elements(self.export("report.md", "html")[0].read_text())
        self.assertTrue(page.all("html")[0]["lang"])
        self.assertEqual([len(page.all(tag)) for tag in ("title", "main", "h1")], [1, 1, 1])
        self.assertEqual({header["scope"] for header in page.all("th")}, {"col"})
        self.assertEqual(len(page.all("td")), 2)


if __name__ == "__main__":
    unittest.main()
