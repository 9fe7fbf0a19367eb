"""Keys of every kind, and their round trip through a store."""
import hashlib

PRINTABLE = [chr(code) for code in range(0x20, 0x7F) if chr(code) != "/"]
ODD_KEYS = [
    *(f"one {each} char" for each in PRINTABLE),
    "".join(PRINTABLE),
    " leading and trailing ",
    "%2F%2f%25%%",
    "+ and %2B and =",
    "a=b&c=d?e#f",
    "...",
    "deep/" * 40 + "end",
    "日本語/файл/ünïcödé",
    "e\u0301 and \u00e9",
    "\U0001f600",
    "\u2028\u202e\u0085",
    "tab\tnewline\nreturn\r",
    "&amp;<![CDATA[x]]>\"'",
    "x" * 900,
    "é" * 450,
]


def check_keys(test, probe):
    """Stored, asked for, fetched, listed and removed. `probe` speaks to an empty store (store_probe.py)."""
    document = probe.workspace.write("document.txt", "what is kept under an odd key\n")
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    for key in ODD_KEYS:
        with test.subTest(key=key):
            code, answer = probe.run("put", key, document)
            test.assertEqual(code, 0, answer)
            target = probe.workspace.folder / "fetched"
            code, answer = probe.run("fetch", key, target)
            test.assertEqual((code, answer.get("sha256")), (0, digest), answer)
            test.assertEqual(target.read_bytes(), document.read_bytes())
    code, answer = probe.run("list", "", 7)
    test.assertEqual((code, [each["key"] for each in answer]), (0, sorted(ODD_KEYS, key=str.encode)))
    code, answer = probe.run("remove_many", *ODD_KEYS[::2])
    test.assertEqual((code, answer), (0, []))
    for key in ODD_KEYS[1::2]:
        test.assertEqual(probe.run("remove", key), (0, None))
    test.assertEqual(probe.run("list", "", 1000), (0, []))
