"""Reads pictures of text as a user would: pages that the program itself wrote as a PDF, as pictures."""
import json
import subprocess
import unittest

from workspace import Workspace

TEXT = """# Annual report

The quick brown fox jumps over the lazy dog near the river bank.

Invoices are paid within thirty days of delivery.
"""


def pdf_around(jpeg, width, height):
    """A PDF of one A4 page that shows a picture and nothing else, as a scanner makes it."""
    drawing = b"595 0 0 842 0 0 cm /Scan Do"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Scan 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(jpeg), jpeg),
    ]
    file = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(file))


class Ocr(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)
        folder = self.workspace.folder
        (folder / "report.md").write_text(TEXT, encoding="utf-8")
        self.run_program("export", "report.md", "--format", "pdf", "--output", "report.pdf")
        subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", "report.pdf", "scan"], cwd=folder, check=True)

    def run_program(self, *arguments):
        return self.workspace.run(*arguments)

    def text_of(self, *arguments):
        result = self.run_program("export", *arguments, "--ocr", "--format", "txt", "--output", "-")
        self.assertEqual(result.returncode, 0, result.stderr)
        return " ".join(result.stdout.split())

    def test_the_text_of_a_picture_is_read(self):
        text = self.text_of("scan.png")
        self.assertIn("Annual report", text)
        self.assertIn("The quick brown fox jumps over the lazy dog near the river bank.", text)
        self.assertIn("thirty days of delivery", text)

    def test_places_are_those_on_the_page(self):
        result = self.run_program("export", "scan.png", "--ocr", "--output", "-")
        export = json.loads(result.stdout)
        self.assertAlmostEqual(export["pages"][0]["size"]["width"], 595, delta=3)
        block = next(each for each in export["blocks"] if "fox" in each["text"])
        self.assertGreater(block["prov"][0]["bbox"]["r"], block["prov"][0]["bbox"]["l"])
        self.assertGreater(block["confidence"], 50)

    def test_a_picture_needs_the_option(self):
        result = self.run_program("export", "scan.png")
        self.assertEqual(result.returncode, 1)
        self.assertIn("--ocr", result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1)

    def test_a_damaged_picture_gives_one_line(self):
        whole = (self.workspace.folder / "scan.png").read_bytes()
        self.workspace.write("damaged.png", whole[:24] + b"xxxx" + whole[28:])
        result = self.run_program("export", "damaged.png", "--ocr")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)

    def test_a_language_that_is_not_there_is_named(self):
        result = self.run_program("export", "scan.png", "--ocr", "--language", "eng+tlh")
        self.assertEqual(result.returncode, 1)
        self.assertIn('"tlh" is not installed', result.stderr)

    def test_a_page_of_a_pdf_that_is_a_picture_is_read(self):
        folder = self.workspace.folder
        subprocess.run(["pdftoppm", "-r", "200", "-jpeg", "-singlefile", "report.pdf", "page"], cwd=folder, check=True)
        self.workspace.write("scanned.pdf", pdf_around((folder / "page.jpg").read_bytes(), 1654, 2339))
        self.assertIn("quick brown fox", self.text_of("scanned.pdf"))


if __name__ == "__main__":
    unittest.main()
