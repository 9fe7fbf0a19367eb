#!/usr/bin/env python3
"""Sends one signed S3 request, for tests that prepare or damage what a store holds.

usage: s3_request.py [-H 'Name: value']... [--data FILE|-] [--show] METHOD URL

URL is absolute, or a path that AWS_ENDPOINT_URL goes before: `s3_request.py PUT /bucket`. The key in it is
percent-encoded by the caller. Credentials and region come from the environment, as the AWS tools have them.
Prints the body of the answer (with --show: status and headers first). Exits with 0 for a 2xx answer, with 1 for
another, saying which, and with 2 when there was none.
"""

import argparse
import datetime
import http.client
import os
import pathlib
import ssl
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "loopback_s3"))

import signing  # noqa: E402  (found only by the line above)


def parse_arguments():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("-H", "--header", action="append", default=[])
    parser.add_argument("--data")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("method")
    parser.add_argument("url")
    return parser.parse_args()


def read_body(source):
    if source is None:
        return b""
    return sys.stdin.buffer.read() if source == "-" else pathlib.Path(source).read_bytes()


def connect(parts):
    if parts.scheme == "https":
        context = ssl.create_default_context(cafile=os.environ.get("AWS_CA_BUNDLE") or None)
        return http.client.HTTPSConnection(parts.netloc, timeout=60, context=context)
    return http.client.HTTPConnection(parts.netloc, timeout=60)


def send(method, url, headers, body):
    environment = os.environ
    signed = signing.sign_headers(
        method, url, headers, body,
        access_key=environment["AWS_ACCESS_KEY_ID"],
        secret=environment["AWS_SECRET_ACCESS_KEY"],
        token=environment.get("AWS_SESSION_TOKEN"),
        region=environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1",
        timestamp=datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ"))
    parts = urllib.parse.urlsplit(url)
    connection = connect(parts)
    target = parts.path + ("?" + parts.query if parts.query else "")
    connection.request(method, target, body=body, headers=signed)
    response = connection.getresponse()
    return response, response.read()


def main():
    arguments = parse_arguments()
    url = arguments.url
    if url.startswith("/"):
        url = (os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ["AWS_ENDPOINT_URL"]).rstrip("/") + url
    headers = {name.strip().lower(): value.strip() for name, value in (h.split(":", 1) for h in arguments.header)}
    try:
        response, answer = send(arguments.method, url, headers, read_body(arguments.data))
    except (OSError, KeyError, http.client.HTTPException) as error:
        print(f"s3_request: {arguments.method} {url}: {error!r}", file=sys.stderr)
        return 2
    if arguments.show:
        print(response.status, *(f"{name.lower()}: {value}" for name, value in response.getheaders()), sep="\n")
        print()
        sys.stdout.flush()
    sys.stdout.buffer.write(answer)
    if 200 <= response.status < 300:
        return 0
    print(f"s3_request: {arguments.method} {url}: {response.status} {response.reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
