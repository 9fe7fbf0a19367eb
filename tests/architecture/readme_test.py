"""readme_test.py README BUILD: runs the README's shell blocks, in order, in an empty home, with the program of BUILD.

A block ```sh runs unless the line before it is a comment `<!-- not run by the test: why -->`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

NOT_RUN = "<!-- not run by the test: "


def shell_blocks(text):
    """(line number, text) of each block that is to be run."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines):
        if start is None and line == "```sh" and not lines[number - 1].startswith(NOT_RUN):
            start = number + 1
        elif start is not None and line == "```":
            yield start + 1, "\n".join(lines[start:number]) + "\n"
            start = None


def small_pdf():
    """A page that says hello, with a cross-reference table that is right."""
    content = b"BT /F1 24 Tf 72 720 Td (Invoice 17) Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    pdf = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return pdf + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)


def main():
    readme, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    blocks = list(shell_blocks(readme.read_text(encoding="utf-8")))
    if not blocks:
        sys.exit("the README has no block to run")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "invoice.pdf").write_bytes(small_pdf())
        (home / "orders.csv").write_text("id,region,total\n1,North,12.50\n2,South,7\n", encoding="utf-8")
        environment = {"HOME": folder, "PATH": f"{build}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        script = home / "readme.sh"
        # One shell for all, so that a variable of one block is there in the next.
        script.write_text("".join(f"echo '-- README.md line {line}'\n{text}" for line, text in blocks), encoding="utf-8")
        answer = subprocess.run(["bash", "-euo", "pipefail", "-x", str(script)], cwd=home, env=environment,
                                stdin=subprocess.DEVNULL, check=False)
    sys.exit(answer.returncode)


if __name__ == "__main__":
    main()
