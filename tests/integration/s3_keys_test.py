"""Keys of every kind make the round trip: stored, asked for, listed, linked to, fetched and removed."""
import hashlib
import subprocess
import unittest
import urllib.parse

from loopback import Loopback

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


class Keys(unittest.TestCase):
    maxDiff = None

    def check_store(self, store):
        """`store` is a Loopback, or what is like one."""
        document = store.workspace.write("document.txt", "what is kept under an odd key\n")
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
        for key in ODD_KEYS:
            with self.subTest(key=key):
                code, answer = store.probe("put", key, document)
                self.assertEqual(code, 0, answer)
                target = store.workspace.folder / "fetched"
                code, answer = store.probe("fetch", key, target)
                self.assertEqual((code, answer.get("sha256")), (0, digest), answer)
                self.assertEqual(target.read_bytes(), document.read_bytes())
        code, answer = store.probe("list", "", 7)
        self.assertEqual((code, [each["key"] for each in answer]), (0, sorted(ODD_KEYS, key=str.encode)))
        code, answer = store.probe("remove_many", *ODD_KEYS[::2])
        self.assertEqual((code, answer), (0, []))
        for key in ODD_KEYS[1::2]:
            self.assertEqual(store.probe("remove", key), (0, None))
        self.assertEqual(store.probe("list", "", 1000), (0, []))

    def test_on_the_strict_server(self):
        for scheme in ("http", "https"):
            with self.subTest(scheme=scheme), Loopback(scheme) as loopback:
                self.check_store(loopback)

    def test_in_virtual_addresses(self):
        with Loopback() as loopback:
            loopback.environment["AWS_ENDPOINT_URL"] = f"http://s3.localhost:{loopback.server.port}"
            loopback.workspace.write("config", "[default]\ns3 =\n  addressing_style = virtual\n")
            self.check_store(loopback)

    def test_file_names_and_prefixes_of_exports(self):
        """From a document's name to the object's and back: what the command line makes of odd names."""
        for name in ("plain.csv", "a + b = 100%.csv", "ünïcödé 日本.csv", "#?&;,@!$'()*.csv", "%2e%2e.csv"):
            with self.subTest(name=name), Loopback() as loopback:
                loopback.environment["DOCEXPORT_STORE"] = "s3://bucket-one/odd prefix/+=%/ü"
                row = loopback.export(name, "a,b\n1,2\n")
                self.assertEqual(len(loopback.objects), 1)
                target = loopback.workspace.folder / "back"
                result = loopback.run("download", row["id"], "--output", target)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertEqual(hashlib.sha256(target.read_bytes()).hexdigest(), row["sha256"])
                link = loopback.run("download", row["id"], "--url").stdout.strip()
                self.assertEqual(urllib.parse.urlsplit(link).netloc, f"127.0.0.1:{loopback.server.port}")
                fetched = subprocess.run(["curl", "-sS", "--fail", link], stdout=subprocess.PIPE, check=True).stdout
                self.assertEqual(hashlib.sha256(fetched).hexdigest(), row["sha256"])
                self.assertEqual(loopback.run("delete", row["id"], "--yes").returncode, 0)
                self.assertEqual(dict(loopback.objects), {})


if __name__ == "__main__":
    unittest.main(verbosity=2)
