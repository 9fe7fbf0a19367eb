"""Servers that do things otherwise than S3: everything works there too, or says why not."""
import hashlib
import unittest

from fault_scenes import LARGE, SMALL
from loopback import ACCOUNTS, AWS_CONFIGURATION, BUCKET, Loopback


class Quirks(unittest.TestCase):
    def round_trip(self, loopback):
        """A small and a large export go there, come back, and are removed together."""
        sent = {name: loopback.export(f"{name}.csv", content) for name, content in (("small", SMALL), ("large", LARGE))}
        for name, row in sent.items():
            target = loopback.workspace.folder / f"back-{name}.csv"
            result = loopback.run("download", row["id"], "--output", target)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(hashlib.sha256(target.read_bytes()).hexdigest(), row["sha256"])
        loopback.check(self)
        removed = loopback.run("delete", *loopback.ids(), "--yes")
        self.assertEqual(removed.returncode, 0, removed.stderr)
        self.assertEqual(dict(loopback.objects), {})
        self.assertEqual(list(loopback.open_uploads), [])

    def check_with(self, **quirks):
        for scheme in ("http", "https"):
            with self.subTest(scheme=scheme, **quirks), Loopback(scheme) as loopback:
                loopback.server.service.quirks.change(quirks)
                self.round_trip(loopback)
                yield loopback

    def check_all(self, **quirks):
        for _ in self.check_with(**quirks):
            pass

    def test_none(self):
        self.check_all()

    def test_path_style_only(self):
        self.check_all(path_style_only=True)

    def test_random_etags(self):
        self.check_all(random_etags=True)

    def test_complete_that_is_not_repeatable(self):
        for scheme in ("http", "https"):
            with self.subTest(scheme=scheme), Loopback(scheme) as loopback:
                loopback.server.service.quirks.complete_once = True
                loopback.play({"operation": "CompleteMultipartUpload", "reset": "after_success"})
                self.round_trip(loopback)

    def test_no_bulk_delete(self):
        for status in ("501", "405"):
            self.check_all(bulk_delete=status)

    def test_no_conditional_put(self):
        for way in ("refuse", "ignore"):
            self.check_all(conditional_put=way)

    def test_no_checksums(self):
        """Never silently nothing: where a checksum is refused, Content-MD5 goes with each body instead."""
        for way in ("501", "InvalidArgument"):
            for loopback in self.check_with(checksums=way):
                accepted = [each for each in loopback.take_log() if each["operation"] in ("PutObject", "UploadPart")
                            and each["status"] == 200]
                self.assertGreaterEqual(len(accepted), 3)
                for each in accepted:
                    self.assertIn("content-md5", each["headers"], each["operation"])

    def test_what_was_refused_is_not_tried_for_each_object(self):
        with Loopback() as loopback:
            loopback.server.service.quirks.checksums = "501"
            files = [loopback.workspace.write(f"{number}.csv", SMALL) for number in range(80)]
            self.assertEqual(loopback.run("export", *files, "--format", "csv").returncode, 0)
            refused = [each for each in loopback.take_log() if each.get("status") == 501]
            self.assertLess(len(refused), len(files) // 2)  # but for those that are on their way together at first

    def test_checksums_that_are_overlooked(self):
        self.check_all(checksums="ignore")

    def test_only_one_checksum(self):
        self.check_all(checksums="crc32")

    def test_listing_of_the_first_version_only(self):
        for way in ("501", "ignore"):
            with self.subTest(way=way), Loopback() as loopback:
                loopback.server.service.quirks.list_v1_only = way
                self.check_listing(loopback)

    def test_listing_without_encoding(self):
        for way in ("501", "ignore"):
            with self.subTest(way=way), Loopback() as loopback:
                loopback.server.service.quirks.list_encoding = way
                self.check_listing(loopback)

    def check_listing(self, loopback):
        document = loopback.workspace.write("document.csv", SMALL)
        keys = ["a b", "a+b", "a%20b", "a&b<c>", "ünïcode", "z"]
        for key in keys:
            self.assertEqual(loopback.probe.run("put", key, document)[0], 0)
        code, answer = loopback.probe.run("list", "", 2)
        self.assertEqual(code, 0, answer)
        self.assertEqual([each["key"] for each in answer], sorted(keys, key=str.encode))

    def test_no_multipart(self):
        """What fits into one request goes in one, or it is said why it cannot."""
        with Loopback() as loopback:
            loopback.server.service.quirks.multipart = "501"
            document = loopback.workspace.write("large.csv", LARGE)
            result = loopback.run("export", document, "--format", "csv")
            if result.returncode != 0:
                self.assertIn("501", result.stderr)
            loopback.check(self)

    def test_an_access_key_with_a_colon(self):
        for scheme in ("http", "https"):
            with self.subTest(scheme=scheme), Loopback(scheme, account=ACCOUNTS[1]) as loopback:
                self.round_trip(loopback)

    def test_a_session_token(self):
        with Loopback(account=ACCOUNTS[2]) as loopback:
            self.round_trip(loopback)

    def test_a_bucket_that_is_there_already(self):
        """Whoever makes the bucket first, a second time it is no error of ours: exports do not make buckets."""
        for code in ("BucketAlreadyExists", "BucketAlreadyOwnedByYou"):
            with self.subTest(code=code), Loopback() as loopback:
                loopback.server.service.quirks.bucket_exists = code
                self.round_trip(loopback)
                self.assertNotIn("CreateBucket", {each["operation"] for each in loopback.take_log()})

    def test_a_server_that_cannot_take_much_at_once(self):
        with Loopback() as loopback:
            loopback.server.service.quirks.max_concurrent = 4
            files = [loopback.workspace.write(f"{number}.csv", SMALL) for number in range(40)]
            result = loopback.run("export", *files, "--format", "csv", environment={"AWS_MAX_ATTEMPTS": "10"})
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(len(loopback.objects), 40)
            loopback.check(self)

    def test_virtual_addresses(self):
        with Loopback() as loopback:
            loopback.environment["AWS_ENDPOINT_URL"] = f"http://s3.localhost:{loopback.server.port}"
            loopback.workspace.write("config", AWS_CONFIGURATION + "  addressing_style = virtual\n")
            self.round_trip(loopback)
            hosts = {each["headers"]["host"].split(":")[0] for each in loopback.take_log()}
            self.assertEqual(hosts, {f"{BUCKET}.s3.localhost"})


class ObjectOptions(unittest.TestCase):
    """What the user asks for goes with an object, small or in parts, and S3 would have taken it."""

    def test_options(self):
        options = ("--storage-class", "STANDARD_IA", "--sse", "aws:kms", "--sse-kms-key-id", "key-1", "--acl",
                   "bucket-owner-full-control", "--tag", "project=docs & more", "--tag", "kind=a b", "--cache-control",
                   "private, max-age=60")
        with Loopback() as loopback:
            for name, content in (("small", SMALL), ("large", LARGE)):
                loopback.export(f"{name}.csv", content, *options)
            self.assertEqual(len(loopback.objects), 2)
            for key, stored in loopback.objects.items():
                with self.subTest(key=key):
                    self.check_headers(stored.headers)

    def check_headers(self, headers):
        self.assertEqual(headers["x-amz-storage-class"], "STANDARD_IA")
        self.assertEqual(headers["x-amz-server-side-encryption"], "aws:kms")
        self.assertEqual(headers["x-amz-server-side-encryption-aws-kms-key-id"], "key-1")
        self.assertEqual(headers["x-amz-acl"], "bucket-owner-full-control")
        self.assertEqual(headers["cache-control"], "private, max-age=60")
        self.assertIn(headers["x-amz-tagging"], ("project=docs%20%26%20more&kind=a%20b", "project=docs+%26+more&kind=a+b"))
        self.assertTrue(headers["content-type"].startswith("text/csv"))
        self.assertIn(".csv", headers["content-disposition"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
