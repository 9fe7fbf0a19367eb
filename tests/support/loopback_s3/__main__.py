"""An S3 of our own on loopback, in memory, for tests: stricter than most, and it fails on demand.

usage: python3 loopback_s3 [--region R] [--tls CERTIFICATE KEY] [--checksums LIBRARY]

Prints its port. Ends when its standard input does, so that it never outlives the test that started it. (A test in Python
has a LoopbackServer in its own process.) Accounts: ACCOUNTS in authentication.py. Bucket addresses in both styles,
http://127.0.0.1:PORT/bucket/key and http://bucket.s3.localhost:PORT/key. What fails: faults.py; what other servers do
otherwise: quirks.py; how a test says so: control.py.
"""

import argparse
import sys

sys.dont_write_bytecode = True

import checksums  # noqa: E402
from authentication import ACCOUNTS  # noqa: E402
from server import LoopbackServer  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--tls", nargs=2, metavar=("CERTIFICATE", "KEY"))
    parser.add_argument("--checksums", metavar="LIBRARY")
    arguments = parser.parse_args()
    if arguments.checksums:
        checksums.use_library(arguments.checksums)
    server = LoopbackServer(ACCOUNTS, arguments.region, arguments.tls)
    server.start()
    print(server.port, flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
