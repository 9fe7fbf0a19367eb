"""check_rule.py RULE ROOT: prints what breaks the rule, one line each; the exit code is 1 if anything does."""

import sys
from pathlib import Path

from layers import include_direction, library_homes, unit_tests_stay_home
from shapes import file_length, finished_text, top_level, type_names
from transactions import immediate_transactions

RULES = {rule.__name__: rule for rule in
         (include_direction, unit_tests_stay_home, library_homes, file_length, top_level, finished_text,
          type_names, immediate_transactions)}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in RULES:
        sys.exit(f"usage: check_rule.py {'|'.join(RULES)} ROOT")
    rule = RULES[sys.argv[1]]
    violations = list(rule(Path(sys.argv[2]).resolve()))
    print(*violations, sep="\n")
    if violations:
        sys.exit(f"{len(violations)} against the rule: {rule.__doc__}")


if __name__ == "__main__":
    main()
