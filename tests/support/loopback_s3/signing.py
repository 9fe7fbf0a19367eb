"""Signature Version 4, written apart from the project's own signer so that the two check each other."""

import dataclasses
import hashlib
import hmac
import urllib.parse

ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


@dataclasses.dataclass(frozen=True)
class Scope:
    """What a signature is valid for: `date/region/service/aws4_request`."""

    date: str
    region: str
    service: str = "s3"

    def __str__(self):
        return f"{self.date}/{self.region}/{self.service}/aws4_request"


def encode(text, safe=""):
    """Percent-encodes bytes or text; only the unreserved characters of RFC 3986 and `safe` stay."""
    return urllib.parse.quote(text, safe=safe + "-._~")


def canonical_query(pairs):
    return "&".join(f"{name}={value}" for name, value in sorted((encode(n), encode(v)) for n, v in pairs))


def canonical_request(method, path, query, headers, signed, payload_hash):
    """`path` is percent-decoded, `query` a list of decoded pairs, `headers` a dict with lower-case names."""
    lines = "".join(f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in signed)
    return "\n".join(
        [method, encode(path, safe="/"), canonical_query(query), lines, ";".join(signed), payload_hash])


def string_to_sign(canonical, timestamp, scope):
    return "\n".join([ALGORITHM, timestamp, str(scope), hashlib.sha256(canonical.encode()).hexdigest()])


def signature(secret, scope, text):
    key = ("AWS4" + secret).encode()
    for part in (scope.date, scope.region, scope.service, "aws4_request", text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()


def sign_headers(method, url, headers, body, *, access_key, secret, token, region, timestamp):
    """The headers of a request with those that sign it. `headers` have lower-case names."""
    parts = urllib.parse.urlsplit(url)
    payload_hash = hashlib.sha256(body).hexdigest()
    signed = {**headers, "host": parts.netloc, "x-amz-date": timestamp, "x-amz-content-sha256": payload_hash}
    if token:
        signed["x-amz-security-token"] = token
    query = urllib.parse.parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True)
    names = sorted(signed)
    scope = Scope(timestamp[:8], region)
    canonical = canonical_request(method, urllib.parse.unquote(parts.path), query, signed, names, payload_hash)
    proof = signature(secret, scope, string_to_sign(canonical, timestamp, scope))
    signed["authorization"] = (f"{ALGORITHM} Credential={access_key}/{scope}, "
                               f"SignedHeaders={';'.join(names)}, Signature={proof}")
    return signed
