"""What must hold after any crash, once one more command has run."""
import hashlib


def check_catalog(test, workspace):
    test.assertEqual(workspace.query("PRAGMA integrity_check"), [("ok",)])
    test.assertEqual(workspace.query("PRAGMA foreign_key_check"), [])


def check_nothing_runs(test, workspace):
    running = workspace.query("SELECT id, status FROM exports WHERE status IN ('pending', 'processing')")
    test.assertEqual(running, [])


def check_completed_exports(test, workspace):
    """Every completed export has its object, byte for byte; no two share one."""
    rows = workspace.query("SELECT object_key, sha256, file_size FROM exports WHERE status = 'completed'")
    test.assertEqual(len({key for key, _, _ in rows}), len(rows))
    for key, sha256, size in rows:
        content = (workspace.objects / key).read_bytes()
        test.assertEqual(hashlib.sha256(content).hexdigest(), sha256)
        test.assertEqual(len(content), size)


def check_no_strays(test, workspace):
    """No object without a completed export that names it."""
    named = {key for (key,) in workspace.query("SELECT object_key FROM exports WHERE status = 'completed'")}
    stored = {str(path.relative_to(workspace.objects)) for path in workspace.object_files()}
    test.assertEqual(stored - named, set())


def check_all(test, workspace):
    check_catalog(test, workspace)
    check_nothing_runs(test, workspace)
    check_completed_exports(test, workspace)
