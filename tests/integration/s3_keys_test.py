"""Keys of every kind make the round trip: stored, asked for, listed, linked to, fetched and removed."""
import hashlib
import subprocess
import unittest
import urllib.parse

from loopback import Loopback
from odd_keys import check_keys

class Keys(unittest.TestCase):
    maxDiff = None

    def test_on_the_strict_server(self):
        for scheme in ("http", "https"):
            with self.subTest(scheme=scheme), Loopback(scheme) as loopback:
                check_keys(self, loopback.probe)

    def test_in_virtual_addresses(self):
        with Loopback() as loopback:
            loopback.environment["AWS_ENDPOINT_URL"] = f"http://s3.localhost:{loopback.server.port}"
            loopback.workspace.write("config", "[default]\ns3 =\n  addressing_style = virtual\n")
            check_keys(self, loopback.probe)

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
