"""PDF and compressed exports as a user gets them: printed in the confined helper, read back by other programs."""
import re
import shutil
import subprocess
import unittest

from workspace import SANITIZED, Workspace

REPORT = """# Report

A [link](https://example.org/), Ελληνικά, \u05e9\u05dc\u05d5\u05dd and \u0e44\u0e17\u0e22\u0e20\u0e32\u0e29\u0e32.

## Rows

| name | value |
|------|-------|
""" + "".join(f"| row {number} | {number * 7} |\n" for number in range(1, 121))


def may_trace():
    return shutil.which("strace") and subprocess.run(["strace", "-o", "/dev/null", "true"], check=False,
                                                     stderr=subprocess.DEVNULL).returncode == 0


class PdfExportTest(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        self.report = self.workspace.write("report.md", REPORT)

    def export(self, *options, **run_options):
        target = self.workspace.folder / "out"
        row = self.workspace.json("export", self.report, "--output", target, "--force", *options, **run_options)["export"]
        return target.read_bytes(), row

    def read_with(self, *command):
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=self.workspace.folder).stdout

    def test_a_pdf_has_every_row_and_its_header_on_every_page(self):
        self.export("--format", "pdf")
        pages = self.read_with("pdftotext", "-layout", "out", "-").decode().split("\f")[:-1]
        self.assertGreaterEqual(len(pages), 3)
        for page in pages:
            self.assertRegex(page, r"name +value")
        text = "".join(pages)
        self.assertEqual(re.findall(r"row (\d+) ", text), [str(number) for number in range(1, 121)])
        for script in ("Ελληνικά", "\u05e9\u05dc\u05d5\u05dd"):
            self.assertIn(script, text)

    def test_the_same_document_gives_the_same_pdf_wherever_and_whenever(self):
        first, row = self.export("--format", "pdf")
        second, other = self.export("--format", "pdf", environment={"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"})
        self.assertEqual(first, second)
        self.assertEqual(row["sha256"], other["sha256"])
        self.assertEqual(row["records_count"], 1)

    def test_the_confined_child_opens_no_font(self):
        if not may_trace():
            self.skipTest("strace is missing or may not trace")
        if SANITIZED:
            self.skipTest("a sanitizer opens files of its own")
        trace = self.workspace.folder / "trace"
        self.workspace.run("export", self.report, "--format", "pdf",
                           before=("strace", "-f", "-o", trace, "-e", "trace=seccomp,open,openat"))
        confined = set()
        opened = []
        for line in trace.read_text(errors="replace").splitlines():
            process = line.split()[0]
            if "seccomp(SECCOMP_SET_MODE_FILTER" in line and line.endswith("= 0"):
                confined.add(process)
            elif process in confined and re.search(r"open(at)?\(.* = \d", line):
                opened.append(line)
        self.assertTrue(confined)
        self.assertEqual(opened, [])

    def test_a_compressed_export_is_named_and_stored_as_one_and_unpacks_to_the_plain(self):
        for option, suffix, program in (("--gzip", ".gz", "gzip"), ("--zstd", ".zst", "zstd")):
            for form in ("json", "pdf", "xlsx"):
                plain, _ = self.export("--format", form)
                packed, row = self.export("--format", form, option)
                self.assertEqual(row["file_name"], f"report.{form}{suffix}")
                self.assertEqual(row["file_size"], len(packed))
                self.assertEqual(self.read_with("sh", "-c", f"{program} -dc < out"), plain)
                self.assertEqual(packed, self.export("--format", form, option)[0])


if __name__ == "__main__":
    unittest.main()
