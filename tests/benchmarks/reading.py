"""Reading office documents, tables and PDFs beside the programs that read them too."""

import zipfile

from measuring import medians, milliseconds_of, run_watched

MEBIBYTE = 1 << 20


def make_word_documents(folder, text, count):
    """Word documents that pandoc makes of a text with headings, lists and a table; each is another piece of it."""
    folder.mkdir(parents=True, exist_ok=True)
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    for number in range(count):
        path = folder / f"word-{number:03}.docx"
        if path.exists():
            continue
        piece = paragraphs[number % 40:number % 40 + 40]
        table = "\n".join(f"| row {row} | {row * 37} |" for row in range(12))
        body = "\n\n".join(f"## Section {index}\n\n{each}\n\n- one\n- two" if index % 5 == 0 else each
                           for index, each in enumerate(piece))
        source = folder / "source.md"
        source.write_text(f"# Document {number}\n\n{body}\n\n| a | b |\n|---|---|\n{table}\n", encoding="utf-8")
        milliseconds_of(["pandoc", str(source), "-o", str(path)], {"PATH": "/usr/bin:/bin", "HOME": str(folder)})
    return sorted(folder.glob("*.docx"))


def word(program, environment, documents, line):
    """All documents in one command of ours, on one core; the rival reads each with a run of its own."""
    runs = 3
    ours = medians([[program, "export", *map(str, documents), "--format", "md", "--quiet", "--jobs", "1"]],
                   environment, runs)[0]
    rival = medians([["pandoc", "-t", "gfm", str(documents[0])]], environment, runs)[0] * len(documents)
    return line(f"{len(documents)} Word documents to Markdown, stored and recorded",
                f"{len(documents) / ours * 1000:.0f} a second", f"pandoc {len(documents) / rival * 1000:.0f}",
                f"{rival / ours:.1f}", "at least 3", rival >= 3 * ours)


def workbook(program, environment, csv, line):
    """Writes a workbook from the table, then reads it. The bytes are those of the sheet's XML."""
    book = csv.with_suffix(".xlsx")
    if not book.exists():
        milliseconds_of([program, "export", str(csv), "--format", "xlsx", "--output", str(book), "--quiet"], environment)
    with zipfile.ZipFile(book) as archive:
        size = sum(each.file_size for each in archive.infolist() if each.filename.startswith("xl/worksheets/"))
    seconds, parent, child = run_watched([program, "export", str(book), "--format", "csv", "--quiet"], environment)
    speed = size / MEBIBYTE / seconds
    return line(f"{size / MEBIBYTE:.0f} MiB of a workbook's sheets to csv, {max(parent, child) / MEBIBYTE:.0f} MiB of memory",
                f"{speed:.0f} MiB/s", "", "", "at least 50 MB/s", speed * MEBIBYTE >= 50e6)


def pdf(program, environment, document, pages, line):
    command = [program, "export", str(document), "--format", "json", "--quiet"]
    ours, rival = medians([command, ["pdftohtml", "-xml", "-i", "-q", str(document), environment["HOME"] + "/pdf"]],
                          environment, 5)
    _, parent, child = run_watched(command, environment)
    peak = max(parent, child) / MEBIBYTE
    return [line(f"PDF to json, pages a second ({document.name}, {pages} pages)", f"{pages / ours * 1000:.0f}",
                 f"pdftohtml -xml {pages / rival * 1000:.0f}", f"{rival / ours:.2f}", "at least 1", rival >= ours),
            line(f"  memory, {pages} pages", f"{peak:.0f} MiB", "", "", "below 150 MiB", peak < 150)]
