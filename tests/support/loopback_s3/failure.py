"""What S3 says when it does not do as it was told."""

from xml.sax.saxutils import escape


class S3Failure(Exception):
    """An error answer: HTTP status, S3's code, and elements besides those that each error has."""

    def __init__(self, status, code, message="", **details):
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.details = details

    def body(self, request_id):
        details = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in self.details.items())
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{self.code}</Code>'
                f"<Message>{escape(self.message)}</Message>{details}<RequestId>{request_id}</RequestId></Error>").encode()
