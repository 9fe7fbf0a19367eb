"""The XML of ListObjectsV2 and DeleteObjects."""

import base64
import datetime
import urllib.parse
from xml.sax.saxutils import escape

from failure import S3Failure

MAX_KEYS = 1000
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'


def token_for(key):
    return base64.urlsafe_b64encode(key.encode()).decode()


def key_of(token):
    try:
        return base64.urlsafe_b64decode(token.encode()).decode()
    except ValueError:
        raise S3Failure(400, "InvalidArgument", ArgumentName="continuation-token") from None


def text(value, is_encoded):
    """AWS encodes as HTML forms do: a space becomes a plus."""
    return urllib.parse.quote_plus(value, safe="/") if is_encoded else escape(value)


def page_size(request):
    wanted = request.parameter("max-keys", str(MAX_KEYS))
    if not wanted.isdecimal():
        raise S3Failure(400, "InvalidArgument", ArgumentName="max-keys")
    return min(int(wanted), MAX_KEYS)


def list_answer(request, objects):
    """`objects` maps each key to its size, etag and time of change."""
    if request.parameter("delimiter"):
        raise S3Failure(501, "NotImplemented", ArgumentName="delimiter")
    is_encoded = request.parameter("encoding-type") == "url"
    prefix = request.parameter("prefix", "")
    token = request.parameter("continuation-token")
    after = key_of(token) if token is not None else request.parameter("start-after", "")
    keys = sorted((key for key in objects if key.startswith(prefix) and key.encode() > after.encode()), key=str.encode)
    page = keys[:page_size(request)]
    is_truncated = len(page) < len(keys)
    parts = [DECLARATION, f"<ListBucketResult {NAMESPACE}>", f"<Name>{request.bucket}</Name>",
             f"<Prefix>{text(prefix, is_encoded)}</Prefix>", f"<KeyCount>{len(page)}</KeyCount>",
             f"<IsTruncated>{str(is_truncated).lower()}</IsTruncated>"]
    if is_encoded:
        parts.append("<EncodingType>url</EncodingType>")
    if is_truncated:
        parts.append(f"<NextContinuationToken>{token_for(page[-1])}</NextContinuationToken>")
    parts += [entry(key, *objects[key], is_encoded) for key in page]
    return "".join([*parts, "</ListBucketResult>"]).encode()


def entry(key, size, etag, modified, is_encoded):
    changed = datetime.datetime.fromtimestamp(modified, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return (f"<Contents><Key>{text(key, is_encoded)}</Key><LastModified>{changed}</LastModified>"
            f"<ETag>{escape(etag, {chr(34): '&quot;'})}</ETag><Size>{size}</Size></Contents>")


def delete_answer(removed, failures):
    """`failures` are pairs of key and code."""
    parts = [DECLARATION, f"<DeleteResult {NAMESPACE}>"]
    parts += [f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in removed]
    parts += [f"<Error><Key>{escape(key)}</Key><Code>{code}</Code><Message/></Error>" for key, code in failures]
    return "".join([*parts, "</DeleteResult>"]).encode()
