"""For the test, unsigned: `POST /_faults`, `POST /_settings`, `GET /_requests`, `GET /_objects` and `GET /_uploads`."""

import hashlib
import json

from authentication import Account
from operations import Answer


def answer(connection):
    server = connection.server
    body = connection.rfile.read(int(connection.headers.get("content-length", 0)))
    if connection.path == "/_faults":
        server.script.load(json.loads(body))
        return Answer()
    if connection.path == "/_settings":
        change_settings(server, json.loads(body))
        return Answer()
    if connection.path == "/_requests":
        log, server.log = server.log, []
        return Answer(body=json.dumps(log).encode())
    if connection.path == "/_objects":
        return Answer(body=json.dumps(list_objects(server.service)).encode())
    if connection.path == "/_uploads":
        return Answer(body=json.dumps(list_uploads(server.service)).encode())
    return Answer(404)


def change_settings(server, settings):
    """`clock_offset` in seconds, `region`, `expired_tokens`, `accounts`, and what is in quirks.py."""
    gate = server.gate
    gate.clock_offset = settings.get("clock_offset", gate.clock_offset)
    gate.region = settings.get("region", gate.region)
    gate.expired_tokens = set(settings.get("expired_tokens", gate.expired_tokens))
    for each in settings.get("accounts", ()):
        gate.accounts[each["access_key"]] = Account(**each)
    server.service.quirks.change(settings)


def list_objects(service):
    with service.lock:
        found = [(bucket, key, each) for bucket, objects in service.buckets.items() for key, each in objects.items()]
    return [{"bucket": bucket, "key": key, "size": len(each.body), "sha256": hashlib.sha256(each.body).hexdigest(),
             "etag": each.etag, "headers": each.headers, "checksum": list(each.checksum)} for bucket, key, each in found]


def list_uploads(service):
    with service.lock:
        return [{"bucket": each.bucket, "key": each.key, "upload_id": each.identifier, "algorithm": each.algorithm,
                 "headers": each.headers, "parts": {number: len(part.body) for number, part in each.parts.items()}}
                for each in service.uploads.open.values()]
