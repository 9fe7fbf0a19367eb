"""Measures the release build beside other programs and prints one table of ratios.

Every line is measured in this run on this machine, the programs in turns; figures are medians. A ratio is ours divided by
the rival's time, or the rival's time divided by ours where it says "pages a second". The exit code is 1 if a bar is not met.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

import reading
from inputs import MEBIBYTE, fill_catalog, make_csv, make_pdf, page_count
from measuring import medians, milliseconds_of, run_watched
from transfers import measure as measure_transfers

ROOT = Path(__file__).resolve().parents[2]
DOCEXPORT = str(ROOT / "build/release/docexport")
FOLDER = ROOT / "build/benchmarks"
INPUTS = FOLDER / "inputs"


def fresh_environment(name):
    """An empty home on the same disk as the build, not a file system in memory: flushing to the disk counts."""
    home = FOLDER / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


def catalog_of(environment):
    return Path(environment["HOME"]) / ".local/share/docexport/exports.db"


def line(what, ours, rival, ratio, bar, met):
    return {"what": what, "ours": ours, "rival": rival, "ratio": ratio, "bar": bar, "met": "yes" if met else "NO"}


def start_up(quick):
    environment = fresh_environment("start")
    ours, rival = medians([[DOCEXPORT, "version"], ["/bin/true"]], environment, 30 if quick else 200)
    limit = 3 * rival + 5
    return [line("start-up: docexport version", f"{ours:.2f} ms", f"/bin/true {rival:.2f} ms", f"{ours / rival:.2f}",
                 f"3 x + 5 ms = {limit:.2f} ms", ours <= limit)]


def long_list(quick):
    many = 100_000 if quick else 1_000_000
    environments = []
    for count in (1000, many):
        environment = fresh_environment(f"list-{count}")
        milliseconds_of([DOCEXPORT, "export", str(ROOT / "scripts/sample.md"), "--quiet"], environment)
        fill_catalog(catalog_of(environment), count)
        environments.append(environment)
    few, lots = environments
    lines = []
    for what, options in (("", []), (", one format", ["--format", "csv"]), (", by size", ["--sort", "size"])):
        command = [DOCEXPORT, "list", "--limit", "20", *options]
        rounds = [(milliseconds_of(command, few), milliseconds_of(command, lots)) for _ in range(20 if quick else 60)]
        small, large = (sorted(column)[len(column) // 2] for column in zip(*rounds))
        lines.append(line(f"list a page of {many:,} exports{what}", f"{large:.2f} ms", f"of 1,000: {small:.2f} ms",
                          f"{large / small:.2f}", "at most 1.5", large <= 1.5 * small))
    for environment in environments:
        shutil.rmtree(environment["HOME"])
    return lines


def small_markdown(quick):
    environment = fresh_environment("markdown")
    sample = str(ROOT / "scripts/sample.md")
    ours, rival = medians([[DOCEXPORT, "export", sample, "--format", "json", "--quiet"],
                           ["pandoc", "-f", "markdown", "-t", "json", sample]], environment, 10 if quick else 40)
    return [line("a small Markdown file to json, stored and recorded", f"{ours:.1f} ms", f"pandoc -t json {rival:.1f} ms",
                 f"{ours / rival:.2f}", "below 1", ours < rival)]


def long_pdf(quick, others):
    made = make_pdf(INPUTS / f"text-{5 if quick else 25}.pdf", (ROOT / "LICENSE").read_text(encoding="utf-8"),
                    5 if quick else 25)
    lines = []
    for pdf in [made, *others]:
        environment = fresh_environment("pdf")
        pages = page_count(pdf)
        ours, rival = medians([[DOCEXPORT, "export", str(pdf), "--format", "json", "--quiet"],
                               ["pdftotext", "-bbox-layout", str(pdf), str(FOLDER / "pdf/words.html")]],
                              environment, 3 if quick else 9)
        lines.append(line(f"PDF to json, pages a second ({pdf.name}, {pages} pages)", f"{pages / ours * 1000:.0f}",
                          f"pdftotext -bbox-layout {pages / rival * 1000:.0f}", f"{rival / ours:.2f}", "at least 0.4",
                          rival >= 0.4 * ours))
    return lines


def long_csv(quick):
    mebibytes = 64 if quick else 1024
    table = make_csv(INPUTS / f"table-{mebibytes}.csv", mebibytes)
    environment = fresh_environment("csv")
    seconds, parent, child = run_watched([DOCEXPORT, "export", str(table), "--format", "jsonl", "--quiet"], environment)
    shutil.rmtree(environment["HOME"])
    what = f"{mebibytes} MiB of CSV to jsonl ({mebibytes / seconds:.0f} MiB/s), memory of"
    return [line(f"{what} {who}", f"{peak / MEBIBYTE:.1f} MiB", "", "", "below 64 MiB", 0 < peak < 64 * MEBIBYTE)
            for who, peak in (("docexport", parent), ("the helper", child))]


def reading_of_offices(quick):
    environment = fresh_environment("reading")
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    documents = reading.make_word_documents(INPUTS / "word", text, 20 if quick else 100)
    made = make_pdf(INPUTS / f"text-{5 if quick else 25}.pdf", text, 5 if quick else 25)
    table = make_csv(INPUTS / f"table-{8 if quick else 32}.csv", 8 if quick else 32)
    return [reading.word(DOCEXPORT, environment, documents, line), reading.workbook(DOCEXPORT, environment, table, line),
            *reading.pdf(DOCEXPORT, environment, made, page_count(made), line)]


def print_table(lines):
    columns = list(lines[0])
    widths = {column: max(len(column), *(len(entry[column]) for entry in lines)) for column in columns}
    print("  ".join(column.ljust(widths[column]) for column in columns).rstrip())
    print("  ".join("-" * widths[column] for column in columns))
    for entry in lines:
        print("  ".join(entry[column].ljust(widths[column]) for column in columns).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer runs, smaller inputs: a minute instead of ten")
    parser.add_argument("--only", choices=("documents", "transfers"), help="one half: the program, or the S3 client")
    parser.add_argument("--pdf", type=Path, action="append", default=[], metavar="FILE", help="measure this PDF too")
    options = parser.parse_args()
    INPUTS.mkdir(parents=True, exist_ok=True)
    lines = []
    if options.only != "transfers":
        lines += [*start_up(options.quick), *long_list(options.quick), *small_markdown(options.quick),
                  *long_pdf(options.quick, options.pdf), *long_csv(options.quick), *reading_of_offices(options.quick)]
    if options.only != "documents":
        lines += measure_transfers(options.quick)
    print_table(lines)
    sys.exit(1 if any(entry["met"] == "NO" for entry in lines) else 0)


if __name__ == "__main__":
    main()
