"""Every transaction of the catalog is immediate: a deferred one that turns into a writer fails as busy at once."""

import re

from project_tree import source_files

TRIGGER = re.compile(r"\bCREATE\s+(?:TEMP\w*\s+)?TRIGGER\b.*?\bEND\b", re.DOTALL)
OTHER_BEGIN = re.compile(r"\bBEGIN\b(?!\s+IMMEDIATE\b)[^\n\"]*")
LIBRARY_TRANSACTION = re.compile(r"\bSQLite::Transaction\s+\w*\s*[({][^;]*;")


def immediate_transactions(root):
    """`BEGIN IMMEDIATE` and nothing else."""
    for path in source_files(root):
        where = path.relative_to(root)
        if where.parts[:2] != ("src", "catalog"):
            continue
        text = path.read_text(encoding="utf-8")
        # A trigger's BEGIN … END is no transaction; blanks keep the line numbers.
        text = TRIGGER.sub(lambda found: re.sub(r"[^\n]", " ", found.group(0)), text)
        for found in OTHER_BEGIN.finditer(text):
            yield f"{where}:{line_of(text, found)}: {found.group(0).strip()}: a transaction is BEGIN IMMEDIATE"
        for found in LIBRARY_TRANSACTION.finditer(text):
            if "IMMEDIATE" not in found.group(0):
                yield f"{where}:{line_of(text, found)}: {found.group(0)}: SQLiteCpp's transaction is deferred by default"


def line_of(text, found):
    return text.count("\n", 0, found.start()) + 1
