"""What the benchmarks read: made once, kept in build/benchmarks/inputs."""

import sqlite3
import subprocess

MEBIBYTE = 1 << 20


def make_csv(path, mebibytes):
    """Rows of an id, names, a date, numbers and a quoted remark."""
    if path.exists() and path.stat().st_size >= mebibytes * MEBIBYTE:
        return path
    rows = []
    size = 0
    while size < MEBIBYTE:
        number = len(rows)
        row = (f'{number * 7919 % 1000003},Customer {number % 977},"Street {number % 331}, House {number % 97}",'
               f'2024-{number % 12 + 1:02}-{number % 28 + 1:02},{number % 10000 / 100:.2f},"said ""yes"" twice",Größe\n')
        rows.append(row)
        size += len(row.encode())
    block = "".join(rows).encode()
    with open(path, "wb") as file:
        file.write(b"id,customer,address,day,total,remark,note\n")
        while file.tell() < mebibytes * MEBIBYTE:
            file.write(block)
    return path


def make_pdf(path, text, chapters):
    """A long text with headings and tables, set by groff."""
    if path.exists():
        return path
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    lines = [".TL", "A long document", ".AU", "The benchmark"]
    for chapter in range(1, chapters + 1):
        lines += [".NH 1", f"Chapter {chapter}"]
        for number, paragraph in enumerate(paragraphs):
            if number % 12 == 0:
                lines += [".NH 2", f"Section {number // 12 + 1}"]
            if number % 30 == 29:
                lines += [".TS", "box center;", "l l r.", "Region\tOrders\tRevenue",
                          *(f"Region {row}\t{row * 37 % 1000}\t{row * 1234.5:.2f}" for row in range(1, 8)), ".TE"]
            # A line that begins with a dot or an apostrophe would be a request.
            lines += [".PP", "\\&" + paragraph.replace("\\", "\\e")]
    source = "\n".join(lines).encode("ascii", "replace")
    groff = subprocess.run(["groff", "-t", "-ms", "-Tpdf"], input=source, capture_output=True, check=True)
    path.write_bytes(groff.stdout)
    return path


def page_count(pdf):
    answer = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    return int(next(line.split()[1] for line in answer.stdout.splitlines() if line.startswith("Pages:")))


def fill_catalog(path, count):
    """Copies the one export that is there until there are `count`: new ids, earlier times, other names and formats."""
    with sqlite3.connect(path) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(exports)") if row[1] != "sequence"]
        changed = {
            "id": "lower(printf('%08x-0000-4000-8000-%012x', (n * 2654435761) % 4294967296, n))",
            "name": "'document_export_' || n",
            "created_at": "created_at - n * 1000",
            "completed_at": "completed_at - n * 1000",
            "format": "CASE n % 3 WHEN 0 THEN 'json' WHEN 1 THEN 'csv' ELSE 'md' END",
            "idempotency_key": "NULL",
        }
        values = ", ".join(changed.get(column, column) for column in columns)
        database.execute(
            f"WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) "
            f"INSERT INTO exports ({', '.join(columns)}) "
            f"SELECT {values} FROM numbers, (SELECT * FROM exports LIMIT 1)", (count - 1,))
        assert database.execute("SELECT count(*) FROM exports").fetchone()[0] == count
    database.close()
