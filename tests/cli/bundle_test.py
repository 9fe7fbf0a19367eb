"""`export --bundle`: many documents in one zip, with a manifest; its life is that of any export."""
import hashlib
import io
import json
import signal
import subprocess
import time
import unittest
import zipfile

import recovery
from workspace import PROGRAM, SANITIZED, Workspace

DOCUMENTS = 40 if SANITIZED else 120


class BundleCase(unittest.TestCase):
    def setUp(self):
        self.workspace = Workspace()
        self.addCleanup(self.workspace.close)

    def write_documents(self, count):
        return [self.workspace.write(f"d{number:03}.md", f"# Document {number}\n") for number in range(count)]

    def export(self, *arguments, code=0):
        """The JSON document of the command, and the zip that the only bundle in the catalog became."""
        result = self.workspace.run("export", "--bundle", "--json", *arguments)
        self.assertEqual(result.returncode, code, result.stderr)
        return json.loads(result.stdout)

    def stored(self):
        (row,) = [row for row in self.workspace.exports() if row["status"] == "completed"]
        content = (self.workspace.objects / row["object_key"]).read_bytes()
        self.assertEqual(hashlib.sha256(content).hexdigest(), row["sha256"])
        archive = zipfile.ZipFile(io.BytesIO(content))
        self.assertIsNone(archive.testzip())
        return archive, json.loads(archive.read("manifest.json"))

    def check_manifest(self, archive, manifest):
        """Every file is described, and is what its description says."""
        self.assertEqual(manifest["schema"], "docexport-bundle/1")
        described = [document["file"] for document in manifest["documents"] if document["file"]]
        self.assertEqual(archive.namelist(), described + ["manifest.json"])
        for document in manifest["documents"]:
            if document["file"]:
                content = archive.read(document["file"])
                self.assertEqual((document["size"], document["sha256"]), (len(content), hashlib.sha256(content).hexdigest()))
                self.assertIsNone(document["error"])
        summary = manifest["summary"]
        self.assertEqual(summary["documents"], len(manifest["documents"]))
        self.assertEqual(summary["exported"], len(described))
        self.assertEqual(summary["failed"], summary["documents"] - summary["exported"])


class Bundle(BundleCase):
    def test_all_documents_are_in_one_file(self):
        files = self.write_documents(DOCUMENTS)
        document = self.export(*files)
        row = document["export"]
        self.assertTrue(document["success"])
        self.assertEqual((row["type"], row["document_id"], row["status"]), ("bulk_export", None, "completed"))
        self.assertEqual(row["records_count"], DOCUMENTS)
        self.assertEqual(row["description"], f"JSON export of {DOCUMENTS} documents")
        self.assertRegex(row["name"], r"^bulk_export_\d{4}-\d\d-\d\d$")
        self.assertEqual(row["file_name"], row["name"] + ".zip")
        archive, manifest = self.stored()
        self.check_manifest(archive, manifest)
        self.assertEqual([entry["name"] for entry in manifest["documents"]], [file.name for file in files])
        self.assertEqual(len(self.workspace.object_files()), 1)

    def test_each_file_is_what_an_export_of_its_own_would_be(self):
        self.workspace.write("table.csv", "a,b\n1,2\n")
        self.workspace.write("notes.md", "# Notes\n")
        self.export("table.csv", "notes.md", "--format", "csv", "--view", "blocks")
        archive, _ = self.stored()
        for name in ("table", "notes"):
            extension = "csv" if name == "table" else "md"
            alone = self.workspace.run("export", f"{name}.{extension}", "--format", "csv", "--view", "blocks", "--output", "-")
            self.assertEqual(archive.read(f"{name}.csv").decode().replace("\r\n", "\n"), alone.stdout)

    def test_a_document_that_fails_is_in_the_manifest(self):
        self.workspace.write("good.md", "# Good\n")
        self.workspace.write("broken.pdf", b"%PDF-1.7\ngarbage\n%%EOF\n")
        document = self.export("missing.md", "good.md", "broken.pdf", code=3)
        self.assertFalse(document["success"])
        self.assertEqual(document["export"]["status"], "completed")
        self.assertEqual(document["export"]["records_count"], 1)
        self.assertEqual({failure["document"]: failure["kind"] for failure in document["failures"]},
                         {"missing.md": "not_found", "broken.pdf": "input"})
        self.assertTrue(document["message"].startswith("1 of 3 documents exported as JSON"))
        archive, manifest = self.stored()
        self.check_manifest(archive, manifest)
        errors = [document["error"] and document["error"]["kind"] for document in manifest["documents"]]
        self.assertEqual(errors, ["not_found", None, "input"])
        self.assertIsNone(manifest["documents"][0]["id"])

    def test_it_fails_when_every_document_does(self):
        broken = [self.workspace.write(f"b{number}.pdf", b"%PDF-1.7\ngarbage\n%%EOF\n") for number in range(3)]
        document = self.export(*broken, code=1)
        self.assertEqual((document["export"]["status"], document["export"]["error_class"]), ("failed", "input"))
        self.assertEqual(len(document["failures"]), 4)
        self.assertEqual(self.workspace.object_files(), [])
        self.assertEqual(self.workspace.run("retry", document["export"]["id"]).returncode, 5)
        self.assertEqual(self.workspace.run("export", "--bundle", "nowhere.md").returncode, 4)
        self.assertEqual(len(self.workspace.exports()), 1, "nothing that could be found is nothing to export")

    def test_names_that_clash_get_numbers(self):
        for folder in ("one", "two", "three"):
            (self.workspace.folder / folder).mkdir()
            self.workspace.write(f"{folder}/report.md", f"# {folder}\n")
        self.workspace.write("manifest.txt", "not the manifest")
        self.export("one/report.md", "two/report.md", "manifest.txt", "three/report.md", "one/report.md")
        archive, manifest = self.stored()
        self.check_manifest(archive, manifest)
        self.assertEqual(archive.namelist(), ["report.json", "report-2.json", "manifest-2.json", "report-3.json",
                                              "manifest.json"], "a document that is named twice is there once")

    def test_the_same_documents_give_the_same_bytes(self):
        self.write_documents(30)
        self.workspace.run("add", *[f"d{number:03}.md" for number in range(30)])
        for jobs in ("1", "2", "16"):
            self.assertEqual(self.workspace.run("export", "--all", "--bundle", "--jobs", jobs).returncode, 0)
        self.assertEqual(len({row["sha256"] for row in self.workspace.exports()}), 1)

    def test_the_file_goes_where_it_is_wanted(self):
        self.write_documents(3)
        self.export("d000.md", "d001.md", "--output", "out.zip", "--name", "Q3 files", "--gzip")
        with zipfile.ZipFile(self.workspace.folder / "out.zip") as archive:
            self.assertEqual(archive.namelist(), ["d000.json.gz", "d001.json.gz", "manifest.json"])
        self.assertEqual(self.workspace.exports()[0]["file_name"], "Q3 files.zip")
        row = self.workspace.exports()[0]
        self.assertEqual(self.workspace.run("download", row["id"], "--output", "again.zip").returncode, 0)
        self.assertEqual((self.workspace.folder / "again.zip").read_bytes(), (self.workspace.folder / "out.zip").read_bytes())
        ids = "".join(f"{each['id']}\n" for each in self.workspace.json("documents")["documents"])
        piped = subprocess.run([PROGRAM, "export", "--bundle", "-", "--output", "-"], input=ids.encode(),
                               env=self.workspace.environment, cwd=self.workspace.folder, stdout=subprocess.PIPE)
        self.assertEqual(len(zipfile.ZipFile(io.BytesIO(piped.stdout)).namelist()), 3)

    def test_a_dry_run_changes_nothing(self):
        self.write_documents(2)
        document = self.export("d000.md", "d001.md", "missing.md", "--dry-run", code=3)
        self.assertEqual(document["export"]["type"], "bulk_export")
        self.assertEqual(len(document["failures"]), 1)
        self.assertFalse(self.workspace.database.exists())

    def test_show_lists_the_documents_and_they_are_kept(self):
        self.write_documents(2)
        identifier = self.export("d000.md", "d001.md")["export"]["id"]
        shown = self.workspace.run("show", identifier).stdout
        self.assertIn("d000.md", shown)
        self.assertIn("documents 2", shown)
        members = self.workspace.json("show", identifier)["export"]["options"]["documents"]
        self.assertEqual([member["name"] for member in members], ["d000.md", "d001.md"])
        refused = self.workspace.run("documents", "remove", members[0]["id"])
        self.assertEqual(refused.returncode, 2, "a document of a live bundle stays")
        self.assertEqual(self.workspace.run("delete", identifier, "--yes").returncode, 0)
        self.assertEqual(self.workspace.run("documents", "remove", members[0]["id"]).returncode, 0)
        self.assertEqual(self.workspace.object_files(), [])

    def test_it_is_found_by_each_of_its_documents(self):
        self.write_documents(3)
        bundle = self.export("d000.md", "d001.md", "missing.md", code=3)["export"]["id"]
        alone = self.workspace.json("export", "d001.md")["export"]["id"]
        self.workspace.run("export", "d002.md")
        ids = {each["name"]: each["id"] for each in self.workspace.json("documents")["documents"]}

        def listed(*selectors):
            return self.workspace.run("list", "--ids", *selectors).stdout.split()

        self.assertEqual(listed("--document", ids["d000.md"]), [bundle])
        self.assertEqual(listed("--document", ids["d001.md"]), [alone, bundle])
        self.assertEqual(listed("--document", ids["d001.md"], "--type", "bulk_export", "--status", "completed"), [bundle])
        self.assertNotIn(bundle, listed("--document", ids["d002.md"]))
        self.workspace.run("delete", "--document", ids["d000.md"], "--yes")
        self.assertEqual(listed("--status", "deleted"), [bundle])
        self.workspace.run("documents", "remove", ids["d000.md"])
        self.assertEqual(listed("--document", ids["d000.md"]), [bundle], "the bundle outlives its document")

    def test_a_retry_reads_the_documents_again(self):
        files = self.write_documents(5)
        self.workspace.data.mkdir(parents=True)
        self.workspace.objects.write_text("in the way")
        identifier = self.export(*files, "--format", "md", code=1)["export"]["id"]
        self.workspace.objects.unlink()
        files[1].unlink()
        documents = self.workspace.json("documents")["documents"]
        gone = next(document["id"] for document in documents if document["name"] == "d002.md")
        self.assertEqual(self.workspace.run("documents", "remove", gone).returncode, 0)
        result = self.workspace.run("retry", identifier)
        self.assertEqual(result.returncode, 3, result.stderr)
        archive, manifest = self.stored()
        self.check_manifest(archive, manifest)
        self.assertEqual(archive.namelist(), ["d000.md", "d003.md", "d004.md", "manifest.json"])
        errors = [document["error"] and document["error"]["kind"] for document in manifest["documents"]]
        self.assertEqual(errors, [None, "not_found", "not_found", None, None])

    def test_it_can_be_pruned(self):
        self.write_documents(2)
        self.export("d000.md", "d001.md", "--expires", "1s")
        time.sleep(1.1)
        self.assertEqual(self.workspace.run("prune").returncode, 0)
        self.assertEqual(self.workspace.object_files(), [])


class Death(BundleCase):
    """kill -9 and Ctrl-C in the middle of a bundle."""

    def start(self):
        files = [self.workspace.write(f"l{number:03}.md", f"# {number}\n\n" + "One *word* more.\n\n" * 3000)
                 for number in range(24)]
        self.workspace.run("add", *files)
        return subprocess.Popen([PROGRAM, "export", "--all", "--bundle"], env=self.workspace.environment,
                                cwd=self.workspace.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def wait_until_it_runs(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.workspace.query("SELECT count(*) FROM exports WHERE status = 'processing'") == [(1,)]:
                time.sleep(0.05)
                return
            time.sleep(0.002)
        self.fail("the bundle did not begin")

    def check_retried(self):
        self.assertEqual(self.workspace.object_files(), [])
        row = self.workspace.exports()[0]
        self.assertEqual((row["status"], row["error_class"]), ("failed", "interrupted"))
        self.assertEqual(self.workspace.run("retry", "--failed").returncode, 0)
        archive, manifest = self.stored()
        self.check_manifest(archive, manifest)
        self.assertEqual(len(archive.namelist()), 25)
        recovery.check_all(self, self.workspace)
        recovery.check_no_strays(self, self.workspace)
        self.assertEqual(self.workspace.temporary_files(), [])

    def test_death_in_the_middle_is_retried(self):
        process = self.start()
        self.wait_until_it_runs()
        process.kill()
        process.communicate()
        self.check_retried()

    def test_an_interruption_is_retried(self):
        process = self.start()
        self.wait_until_it_runs()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130, err)
        self.check_retried()


if __name__ == "__main__":
    unittest.main(verbosity=2)
