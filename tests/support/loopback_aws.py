"""What gives credentials on AWS's machines, on loopback, for tests: STS, a container's service, EC2's metadata.

usage: python3 loopback_aws.py

Prints its port. Ends when its standard input does. Everything is at one address, told apart by method and path:

POST /                                              STS: AssumeRole (signed) and AssumeRoleWithWebIdentity
GET  /container                                     the container's credential service
GET  /federation/credentials?account_id=&role_name= IAM Identity Center
POST /token                                         the same: CreateToken for a refresh token
PUT  /latest/api/token, GET /latest/meta-data/...   EC2's metadata service, version 2
POST /_settings, GET /_requests                     for the test

What it gives is told by the role's name: ASIA<name>, secret<name>, token<name>. A role that is assumed may sign in turn.
"""

import datetime
import hashlib
import http.server
import json
import pathlib
import re
import sys
import threading
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent / "loopback_s3"))

import signing  # noqa: E402

SECRETS = {"AKIDSOURCE": ("sourceSecret/with+signs=", "")}
CLAIM = re.compile(signing.ALGORITHM + r" Credential=([^/]+)/(\d{8})/([^/]+)/sts/aws4_request, "
                                       r"SignedHeaders=([a-z0-9;_-]+), Signature=([0-9a-f]{64})")
METADATA_TOKEN = "metadataToken=="
ROLES = "/latest/meta-data/iam/security-credentials/"


class State:
    def __init__(self):
        self.lock = threading.Lock()
        self.requests = []
        self.settings = {"expiration": "2999-01-01T00:00:00Z", "container_token": "", "role": "instance-role",
                         "refresh_token": "refresh",
                         "status": {}, "body": {}}
        self.secrets = dict(SECRETS)

    def credentials_of(self, name):
        self.secrets["ASIA" + name] = ("secret" + name, "token" + name)
        return {"AccessKeyId": "ASIA" + name, "SecretAccessKey": "secret" + name, "Token": "token" + name,
                "Expiration": self.settings["expiration"]}


STATE = State()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body):
        body = body.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def read(self):
        self.body = self.rfile.read(int(self.headers.get("content-length", 0)))

    def handle_any(self, answer):
        self.read()
        with STATE.lock:
            if self.path == "/_settings":
                STATE.settings.update(json.loads(self.body))
                return self.reply(200, "")
            if self.path == "/_requests":
                taken, STATE.requests = STATE.requests, []
                return self.reply(200, json.dumps(taken))
            form = dict(urllib.parse.parse_qsl(self.body.decode()))
            STATE.requests.append({"method": self.command, "path": self.path, "form": form,
                                   "headers": {name.lower(): value for name, value in self.headers.items()}})
            status = STATE.settings["status"].get(self.path)
            if status:
                return self.reply(status, STATE.settings["body"].get(self.path, ""))
            return self.reply(*answer(form))

    def do_GET(self):
        self.handle_any(self.get)

    def do_PUT(self):
        self.handle_any(self.put)

    def do_POST(self):
        self.handle_any(self.create_token if self.path == "/token" else self.call_sts)

    def get(self, _):
        if self.path == "/container":
            if self.headers.get("authorization", "") != STATE.settings["container_token"]:
                return 403, "the token is wrong"
            return 200, json.dumps(STATE.credentials_of("container"))
        if self.path.startswith("/federation/credentials?"):
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
            if self.headers.get("x-amz-sso_bearer_token") != "signInToken" or query["account_id"] != "123456789012":
                return 401, ""
            given = STATE.credentials_of(query["role_name"])
            end = datetime.datetime.fromisoformat(given["Expiration"].replace("Z", "+00:00"))
            return 200, json.dumps({"roleCredentials": {
                "accessKeyId": given["AccessKeyId"], "secretAccessKey": given["SecretAccessKey"],
                "sessionToken": given["Token"], "expiration": int(end.timestamp() * 1000)}})
        if self.path.startswith(ROLES) and self.headers.get("x-aws-ec2-metadata-token") != METADATA_TOKEN:
            return 401, ""
        role = STATE.settings["role"]
        if self.path == ROLES:
            return (200, role) if role else (404, "")
        if self.path == ROLES + role:
            return 200, json.dumps({"Code": "Success", **STATE.credentials_of(role)})
        return 404, ""

    def put(self, _):
        is_right = self.path == "/latest/api/token" and self.headers.get("x-aws-ec2-metadata-token-ttl-seconds") == "21600"
        return (200, METADATA_TOKEN) if is_right else (400, "")

    def create_token(self, _):
        wanted = {"clientId": "client", "clientSecret": "clientSecret", "grantType": "refresh_token",
                  "refreshToken": STATE.settings["refresh_token"]}
        if self.headers.get("content-type") != "application/json" or json.loads(self.body) != wanted:
            return 400, json.dumps({"error": "invalid_grant", "error_description": "secret words"})
        STATE.settings["refresh_token"] += "+"
        return 200, json.dumps({"accessToken": "signInToken", "expiresIn": 28800, "tokenType": "Bearer",
                                "refreshToken": STATE.settings["refresh_token"]})

    def call_sts(self, form):
        role = form.get("RoleArn", "").rpartition("/")[2]
        if form.get("Action") == "AssumeRole":
            refusal = self.refuse_signature()
        else:
            refusal = "" if form.get("WebIdentityToken") == "web/identity+token==" else "InvalidIdentityToken"
            refusal = "MustNotBeSigned" if "authorization" in self.headers else refusal
        if refusal:
            return 403, f"<ErrorResponse><Error><Code>{refusal}</Code><Message>secret words</Message></Error></ErrorResponse>"
        given = STATE.credentials_of(role)
        action = form["Action"]
        return 200, (
            f'<{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials>'
            f'<AccessKeyId>{given["AccessKeyId"]}</AccessKeyId><SecretAccessKey>{given["SecretAccessKey"]}</SecretAccessKey>'
            f'<SessionToken>{given["Token"]}</SessionToken><Expiration>{given["Expiration"]}</Expiration>'
            f"</Credentials></{action}Result></{action}Response>")

    def refuse_signature(self):
        claim = CLAIM.fullmatch(self.headers.get("authorization", ""))
        if not claim:
            return "IncompleteSignature"
        key, date, region, names, proof = claim.groups()
        if key not in STATE.secrets:
            return "InvalidClientTokenId"
        secret, token = STATE.secrets[key]
        if self.headers.get("x-amz-security-token", "") != token:
            return "InvalidClientTokenId"
        headers = {name.lower(): value for name, value in self.headers.items()}
        scope = signing.Scope(date, region, "sts")
        canonical = signing.canonical_request("POST", self.path, [], headers, names.split(";"),
                                              hashlib.sha256(self.body).hexdigest())
        text = signing.string_to_sign(canonical, headers["x-amz-date"], scope)
        is_right = {"host", "content-type", "x-amz-date"} <= set(names.split(";"))
        return "" if is_right and signing.signature(secret, scope, text) == proof else "SignatureDoesNotMatch"


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
