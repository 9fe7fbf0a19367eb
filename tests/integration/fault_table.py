"""Which fault in which operation has which outcome: one line of FAULTS for each fault, read by s3_fault_matrix_test.py.

A fault is a rule of tests/support/loopback_s3/faults.py (the walker adds the operation), or a change of the server's
settings. Each of its operations is met over http and over https.
"""
import dataclasses

ATTEMPTS = 3  # the standard mode's


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What has to come of the command that meets the fault."""

    codes: tuple  # exit codes, any of them
    tries: tuple  # least and most that one and the same request is sent


COMPLETES = Outcome((0,), (2, 2))
UNHARMED = Outcome((0,), (1, 2))
STARTS_OVER = Outcome((0,), (1, 2))  # with another upload
GIVES_UP = Outcome((6,), (ATTEMPTS, ATTEMPTS + 1))  # libcurl itself repeats what a kept connection did not take
REFUSED = Outcome((7,), (1, 1))
MISSING = Outcome((4,), (1, 1))
FOUND_DAMAGED = Outcome((10,), (1, ATTEMPTS))
CAUGHT = Outcome((0, 6, 10), (1, ATTEMPTS))  # sent again or given up, and never taken for right
STOPS = Outcome((1, 2, 4, 5, 6, 7), (1, 2))
STALLS = Outcome((6,), (1, 1))
UNTRUSTED = Outcome((2,), (0, 0))
UNREACHABLE = Outcome((6,), (0, 0))


@dataclasses.dataclass(frozen=True)
class Fault:
    name: str
    rule: dict
    outcome: Outcome
    operations: tuple
    settings: dict = dataclasses.field(default_factory=dict)
    environment: dict = dataclasses.field(default_factory=dict)


STORING = ("PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload")
REMOVING = ("DeleteObject", "DeleteObjects")
READING = ("GetObject", "HeadObject")
LISTING = ("ListObjectsV2", "ListParts", "ListMultipartUploads")
ALL = (*STORING, "AbortMultipartUpload", *READING, *REMOVING, *LISTING)
# Without what lists parts an upload is begun anew, without what lists uploads none are looked for.
NOT_RESUMING = tuple(each for each in ALL if each not in ("ListParts", "ListMultipartUploads"))
WITH_BODY = tuple(each for each in ALL if each != "HeadObject")
WITH_XML = ("CreateMultipartUpload", "CompleteMultipartUpload", "DeleteObjects", *LISTING)
SENDING = ("PutObject", "UploadPart")
RANGES = ("GetObject in ranges",)
ALWAYS = {"times": -1}
ELSEWHERE = "http://127.0.0.1:{trap}/elsewhere"  # the walker puts a listener there that nobody may call
HTML = "<html><body>Please log in to this network</body></html>"
PORTAL = {"status": 200, "body": HTML, "headers": {"content-type": "text/html", "x-amz-request-id": None}}

FAULTS = [
    # Once: it is sent again, and the command knows nothing of it.
    Fault("500 once", {"status": 500, "code": "InternalError"}, COMPLETES, ALL),
    Fault("502 of a proxy once", {"status": 502, "body": HTML, "headers": {"content-type": "text/html"}}, COMPLETES, ALL),
    Fault("503 once", {"status": 503, "code": "SlowDown"}, COMPLETES, ALL),
    Fault("503 with Retry-After", {"status": 503, "code": "SlowDown", "headers": {"retry-after": "1"}}, COMPLETES, SENDING),
    Fault("503 with x-amz-retry-after", {"status": 503, "code": "SlowDown", "headers": {"x-amz-retry-after": "200"}},
          COMPLETES, ("PutObject", "CompleteMultipartUpload", "GetObject", "DeleteObjects")),
    Fault("504 once", {"status": 504, "body": ""}, COMPLETES, STORING + ("GetObject", "DeleteObjects")),
    Fault("429 once", {"status": 429, "code": "TooManyRequestsException"}, COMPLETES, SENDING + READING + REMOVING),
    Fault("408 once", {"status": 408, "code": "RequestTimeout"}, COMPLETES, SENDING + ("GetObject", "DeleteObjects")),
    Fault("400 RequestTimeout once", {"status": 400, "code": "RequestTimeout"}, COMPLETES, SENDING),
    Fault("409 OperationAborted once", {"status": 409, "code": "OperationAborted"}, COMPLETES,
          ("PutObject", "CompleteMultipartUpload", "DeleteObject")),
    Fault("409 ConditionalRequestConflict once", {"status": 409, "code": "ConditionalRequestConflict"}, COMPLETES,
          ("PutObject",)),
    Fault("409 ConditionalRequestConflict of an upload", {"status": 409, "code": "ConditionalRequestConflict"}, STARTS_OVER,
          ("CompleteMultipartUpload",)),
    Fault("reset before the body once", {"reset": "before"}, COMPLETES, ALL),
    Fault("reset after the body once", {"reset": "after_body"}, COMPLETES, ALL),
    Fault("answer lost once", {"reset": "after_success"}, COMPLETES,
          tuple(each for each in ALL if each != "AbortMultipartUpload")),
    Fault("503 before the body is read", {"status": 503, "code": "SlowDown", "early": True}, COMPLETES, SENDING),
    Fault("answer cut by a reset", {"reset": "mid_answer"}, COMPLETES, WITH_XML + ("GetObject",)),
    Fault("answer shorter than promised", {"truncate": 30}, COMPLETES, WITH_XML + ("GetObject",)),
    Fault("XML that ends in the middle", {"cut_body": 100}, COMPLETES, WITH_XML),
    Fault("an error in a 200", {"status": 200, "code": "InternalError"}, COMPLETES,
          ("CompleteMultipartUpload", "DeleteObjects", "CreateMultipartUpload")),
    Fault("blanks, then an error in a 200", {"status": 200, "code": "InternalError", "white_space": 3}, COMPLETES,
          ("CompleteMultipartUpload", "DeleteObjects")),
    Fault("blanks, then success", {"white_space": 3}, Outcome((0,), (1, 1)), ("CompleteMultipartUpload",)),
    Fault("no ETag once", {"headers": {"etag": None}}, CAUGHT, SENDING),
    Fault("another content type", {"headers": {"content-type": "text/html"}}, UNHARMED, WITH_XML + ("GetObject",)),
    Fault("a long error once", {"status": 500, "pad_body": 10_000_000}, COMPLETES, WITH_BODY),
    Fault("a flipped bit on the way to the server", {"damage": "received"}, CAUGHT, SENDING),
    Fault("a flipped bit on the way to us", {"damage": "sent"}, CAUGHT, ("GetObject",)),
    Fault("the clock is an hour off", {}, UNHARMED, ALL, settings={"clock_offset": 3600}),
    Fault("the clock is an hour slow", {}, UNHARMED, SENDING, settings={"clock_offset": -3600}),
    Fault("the bucket is in another region", {}, UNHARMED, tuple(each for each in ALL if each != "HeadObject"),
          settings={"region": "eu-west-3"}),
    Fault("no answer to Expect", {}, UNHARMED, SENDING, settings={"silent_continue": True}),

    # Always: after the attempts there are, an error that `retry` or a repeat can get over.
    Fault("500 always", {"status": 500, "code": "InternalError", **ALWAYS}, GIVES_UP, ALL),
    Fault("503 always", {"status": 503, "code": "SlowDown", **ALWAYS}, GIVES_UP, ALL),
    Fault("reset before the body always", {"reset": "before", **ALWAYS}, GIVES_UP, ALL),
    Fault("reset after the body always", {"reset": "after_body", **ALWAYS}, GIVES_UP, ALL),
    Fault("the server goes away", {"reset": "before", "refuse": True}, UNREACHABLE, ALL),
    Fault("an error in a 200 always", {"status": 200, "code": "InternalError", **ALWAYS}, GIVES_UP,
          ("CompleteMultipartUpload", "DeleteObjects")),
    Fault("a captive portal", {**PORTAL, **ALWAYS}, Outcome((1, 6, 10), (1, ATTEMPTS)), WITH_BODY),
    Fault("a hundred thousand headers", {"status": 500, "pad_headers": 100_000, **ALWAYS},
          Outcome((6,), (1, ATTEMPTS)), ("PutObject", "UploadPart", "GetObject", "DeleteObjects")),
    Fault("a flipped bit on the way to us always", {"damage": "sent", **ALWAYS}, FOUND_DAMAGED, ("GetObject",)),
    Fault("another object in its place", {"replace": True, "truncate": 100}, Outcome((5, 6, 10), (1, ATTEMPTS)),
          ("GetObject",)),

    Fault("a flipped bit in what is kept", {"damage": "stored", **ALWAYS}, Outcome((0, 6, 10), (1, ATTEMPTS)), SENDING),

    # Of a download in three ranges, all its requests are counted.
    Fault("500 of a range", {"status": 500, "code": "InternalError"}, Outcome((0,), (4, 4)), RANGES),
    Fault("a range cut by a reset", {"reset": "mid_answer"}, Outcome((0,), (4, 4)), RANGES),
    Fault("a range shorter than promised", {"truncate": 1000}, Outcome((0,), (4, 4)), RANGES),
    Fault("a flipped bit in a range", {"damage": "sent"}, Outcome((0, 6, 10), (3, 6)), RANGES),
    Fault("a flipped bit in every range", {"damage": "sent", **ALWAYS}, Outcome((10,), (3, 9)), RANGES),
    Fault("another object after the first range", {"replace": True}, Outcome((5, 6, 10), (1, 9)), RANGES),
    Fault("all of it instead of a range", {"ignore_headers": ["range"], **ALWAYS}, Outcome((0, 6, 10), (1, 9)), RANGES),
    Fault("another range than was asked for", {"headers": {"content-range": "bytes 1-8388608/18000000"}, **ALWAYS},
          Outcome((6, 10), (1, 9)), RANGES),
    Fault("500 of every range", {"status": 500, "code": "InternalError", **ALWAYS}, Outcome((6,), (ATTEMPTS, 9)), RANGES),
    Fault("AccessDenied to a range", {"status": 403, "code": "AccessDenied", "skip": 1, **ALWAYS}, Outcome((7,), (1, 3)),
          RANGES),

    # Of several keys, one stays: if that can pass, it is tried alone.
    Fault("InternalError of one key", {"refuse_first": "InternalError"}, Outcome((0,), (1, 1)), ("DeleteObjects",)),
    Fault("AccessDenied to one key", {"refuse_first": "AccessDenied"}, Outcome((3,), (1, 1)), ("DeleteObjects",)),

    # No retry changes these; they are said at once.
    Fault("AccessDenied", {"status": 403, "code": "AccessDenied", **ALWAYS}, REFUSED, NOT_RESUMING),
    Fault("SignatureDoesNotMatch", {"status": 403, "code": "SignatureDoesNotMatch", **ALWAYS}, REFUSED, NOT_RESUMING),
    Fault("InvalidAccessKeyId", {"status": 403, "code": "InvalidAccessKeyId", **ALWAYS}, REFUSED,
          tuple(each for each in NOT_RESUMING if each != "HeadObject")),
    Fault("ExpiredToken", {"status": 400, "code": "ExpiredToken", **ALWAYS}, Outcome((7,), (1, 2)),
          tuple(each for each in NOT_RESUMING if each != "HeadObject")),
    Fault("AccessDenied to what is open", {"status": 403, "code": "AccessDenied", **ALWAYS}, Outcome((0,), (1, 1)),
          ("ListMultipartUploads",)),
    Fault("AccessDenied to what has arrived", {"status": 403, "code": "AccessDenied", **ALWAYS}, Outcome((0, 7), (1, 1)),
          ("ListParts",)),
    Fault("NoSuchBucket", {"status": 404, "code": "NoSuchBucket", **ALWAYS}, MISSING,
          ("PutObject", "CreateMultipartUpload", "ListObjectsV2")),
    Fault("NoSuchKey of what is removed", {"status": 404, "code": "NoSuchKey", "after": True}, Outcome((0,), (1, 1)), ("DeleteObject",)),
    Fault("NoSuchKey of what is read", {"status": 404, "code": "NoSuchKey", **ALWAYS}, Outcome((4, 5, 10), (1, 1)),
          ("GetObject",)),
    Fault("NoSuchUpload once", {"forget_upload": True}, STARTS_OVER,
          ("UploadPart", "CompleteMultipartUpload", "ListParts")),
    Fault("NoSuchUpload of what is aborted", {"forget_upload": True}, Outcome((0,), (1, 1)),
          ("AbortMultipartUpload",)),
    Fault("EntityTooLarge", {"status": 400, "code": "EntityTooLarge", **ALWAYS}, STOPS, SENDING),
    Fault("a redirect elsewhere",
          {"status": 301, "code": "PermanentRedirect", "headers": {"location": ELSEWHERE}, **ALWAYS}, STOPS, WITH_BODY),
    Fault("a temporary redirect elsewhere", {"status": 307, "code": "TemporaryRedirect", "headers": {"location": ELSEWHERE},
                                             **ALWAYS}, STOPS, WITH_BODY),

    # Silence ends with the stall limit.
    Fault("silence before the body", {"hang": "before", **ALWAYS}, STALLS, ("PutObject", "UploadPart", "GetObject"),
          environment={"AWS_MAX_ATTEMPTS": "1"}),
    Fault("silence after the body", {"hang": "after_body", **ALWAYS}, STALLS,
          ("PutObject", "CreateMultipartUpload", "UploadPart", "DeleteObject", "DeleteObjects", "ListObjectsV2"),
          environment={"AWS_MAX_ATTEMPTS": "1"}),
    Fault("a byte a second", {"seconds_per_byte": 1, **ALWAYS}, STALLS, ("PutObject", "GetObject", "DeleteObjects"),
          environment={"AWS_MAX_ATTEMPTS": "1"}),

    # Listings that would go on for ever, or leave something out.
    Fault("a listing that repeats", {"listing": "repeat", **ALWAYS}, Outcome((1, 6, 10), (1, ATTEMPTS)), ("ListObjectsV2",)),
    Fault("a listing without a token", {"listing": "no_token", **ALWAYS}, Outcome((1, 6, 10), (1, ATTEMPTS)),
          ("ListObjectsV2",)),
    Fault("a listing out of order", {"listing": "unordered", **ALWAYS}, Outcome((0, 1, 6, 10), (1, ATTEMPTS)),
          ("ListObjectsV2",)),
]

SCHEMES = ("http", "https")


def cells():
    """Every fault with every operation that can meet it, over http and over https."""
    return [(fault, operation, scheme) for fault in FAULTS for operation in fault.operations for scheme in SCHEMES]
