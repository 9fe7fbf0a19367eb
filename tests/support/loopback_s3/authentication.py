"""Who sent the request, proven by its signature, as strictly as AWS has it."""

import calendar
import dataclasses
import hashlib
import hmac
import re
import time

import signing
from failure import S3Failure

MAX_SKEW = 900
MAX_LINK_LIFETIME = 604800
HEADER = re.compile(signing.ALGORITHM + r" Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, *"
                                        r"SignedHeaders=([a-z0-9;_-]+), *Signature=([0-9a-f]{64})")
CREDENTIAL = re.compile(r"([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request")


@dataclasses.dataclass(frozen=True)
class Account:
    access_key: str
    secret: str
    token: str = ""


ACCOUNTS = [
    Account("AKIDLOOPBACK", "loopbackSecret/with+signs="),
    Account("tenant:AKIDCOLON", "colonSecret/with+signs="),
    Account("ASIALOOPBACK", "temporarySecret/with+signs=", "loopbackToken//with+signs=="),
]


@dataclasses.dataclass
class Claim:
    """What the request says of its signature."""

    access_key: str
    scope: signing.Scope
    signed: list
    signature: str
    timestamp: str
    token: str
    payload_hash: str
    query: list
    lifetime: int = 0


class Gate:
    def __init__(self, accounts, region):
        self.accounts = {account.access_key: account for account in accounts}
        self.region = region
        self.clock_offset = 0
        self.expired_tokens = set()

    def now(self):
        return time.time() + self.clock_offset

    def check(self, request):
        """Raises S3Failure unless the request is signed by somebody known, for here and now, as it stands."""
        claim = self.read_claim(request)
        account = self.accounts.get(claim.access_key)
        if account is None or bool(account.token) > bool(claim.token):
            raise S3Failure(403, "InvalidAccessKeyId", AWSAccessKeyId=claim.access_key)
        if claim.token in self.expired_tokens:
            raise S3Failure(400, "ExpiredToken")
        if claim.token != account.token:
            raise S3Failure(400, "InvalidToken")
        self.check_scope(claim)
        self.check_time(claim)
        check_signed_headers(request, claim)
        self.check_signature(request, claim, account)
        check_payload(request, claim)

    def read_claim(self, request):
        if request.parameter("X-Amz-Signature"):
            return read_link(request)
        found = HEADER.fullmatch(request.headers.get("authorization", ""))
        if found is None:
            raise S3Failure(403, "AccessDenied", "not signed")
        if "x-amz-content-sha256" not in request.headers:
            raise S3Failure(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256")
        access_key, date, region, service, signed, signature = found.groups()
        return Claim(access_key, signing.Scope(date, region, service), signed.split(";"), signature,
                     request.headers.get("x-amz-date", ""), request.headers.get("x-amz-security-token", ""),
                     request.headers["x-amz-content-sha256"], request.query)

    def check_scope(self, claim):
        if claim.scope.region != self.region or claim.scope.service != "s3":
            raise S3Failure(400, "AuthorizationHeaderMalformed", Region=self.region)
        if not claim.timestamp.startswith(claim.scope.date):
            raise S3Failure(403, "SignatureDoesNotMatch", "the scope is of another day")

    def check_time(self, claim):
        try:
            signed_at = calendar.timegm(time.strptime(claim.timestamp, "%Y%m%dT%H%M%SZ"))
        except ValueError:
            raise S3Failure(403, "AccessDenied", "no valid date") from None
        age = self.now() - signed_at
        if claim.lifetime and age > claim.lifetime:
            raise S3Failure(403, "AccessDenied", "Request has expired")
        if age < -MAX_SKEW or (not claim.lifetime and age > MAX_SKEW):
            raise S3Failure(403, "RequestTimeTooSkewed", MaxAllowedSkewMilliseconds=str(MAX_SKEW * 1000))

    @staticmethod
    def check_signature(request, claim, account):
        canonical = signing.canonical_request(request.method, request.path, claim.query, request.headers,
                                              claim.signed, claim.payload_hash)
        text = signing.string_to_sign(canonical, claim.timestamp, claim.scope)
        if not hmac.compare_digest(signing.signature(account.secret, claim.scope, text), claim.signature):
            raise S3Failure(403, "SignatureDoesNotMatch")


def read_link(request):
    """The claim of a presigned URL, where all of it stands in the query."""
    given = dict(request.query)
    found = CREDENTIAL.fullmatch(given.get("X-Amz-Credential", ""))
    lifetime = given.get("X-Amz-Expires", "")
    if found is None or given.get("X-Amz-Algorithm") != signing.ALGORITHM or not lifetime.isdecimal():
        raise S3Failure(400, "AuthorizationQueryParametersError")
    if not 1 <= int(lifetime) <= MAX_LINK_LIFETIME:
        raise S3Failure(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be at most a week")
    access_key, date, region, service = found.groups()
    return Claim(access_key, signing.Scope(date, region, service), given.get("X-Amz-SignedHeaders", "").split(";"),
                 given["X-Amz-Signature"], given.get("X-Amz-Date", ""), given.get("X-Amz-Security-Token", ""),
                 signing.UNSIGNED, [pair for pair in request.query if pair[0] != "X-Amz-Signature"], int(lifetime))


def check_signed_headers(request, claim):
    needed = {"host"} | {name for name in request.headers if name.startswith("x-amz-")}
    if not needed <= set(claim.signed) or claim.signed != sorted(claim.signed):
        raise S3Failure(403, "AccessDenied", "There were headers present in the request which were not signed")


def check_payload(request, claim):
    if claim.payload_hash == signing.UNSIGNED:
        return
    if not hmac.compare_digest(hashlib.sha256(request.body).hexdigest(), claim.payload_hash):
        raise S3Failure(400, "XAmzContentSHA256Mismatch")
