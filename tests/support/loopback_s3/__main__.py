"""An S3 of our own on loopback, in memory, for tests: stricter than most, and it fails on demand.

usage: python3 loopback_s3 [--region R] [--tls CERTIFICATE KEY]

Prints its port. Ends when its standard input does, so that it never outlives the test that started it.
Accounts: AKIDLOOPBACK (lasting) and ASIALOOPBACK (with a session token); see below. Bucket addresses in both styles,
http://127.0.0.1:PORT/bucket/key and http://bucket.s3.localhost:PORT/key. Faults: faults.py; control: server.py.
"""

import argparse
import ssl
import sys
import threading

sys.dont_write_bytecode = True

from authentication import Account  # noqa: E402
from server import LoopbackServer  # noqa: E402

ACCOUNTS = [
    Account("AKIDLOOPBACK", "loopbackSecret/with+signs="),
    Account("ASIALOOPBACK", "temporarySecret/with+signs=", "loopbackToken//with+signs=="),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--tls", nargs=2, metavar=("CERTIFICATE", "KEY"))
    arguments = parser.parse_args()
    server = LoopbackServer(ACCOUNTS, arguments.region)
    if arguments.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*arguments.tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
