"""Files in an object store that speaks S3's API: Amazon's, Tigris on Fly.io, MinIO and others."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from secureflow.errors import NotReady

PATIENCE_SECONDS = 10
TRIES = 3
FIX = "Check OBJECT_STORE_URL, the AWS_ settings and the store."


@dataclass(slots=True)
class ObjectStore:
    """One bucket, and the prefix of our files in it.

    ``url`` is ``s3://bucket/prefix``, with ``?endpoint=`` and ``region=`` where it is not
    Amazon's. Credentials come as AWS's own tools take them: AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY, or the machine's role. Safe under threads; nothing is opened before the
    first use, so that no connection is carried over a fork.
    """

    url: str
    _client: Any = None
    _opening: Lock = field(default_factory=Lock)

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None where there is none; NotReady when the store is away."""
        client = self._opened()
        with _told(f"{name} cannot be read from the object store"):
            try:
                data: bytes = client.get_object(Bucket=self._bucket, Key=self._key(name))[
                    "Body"
                ].read()
            except client.exceptions.NoSuchKey:
                return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole; NotReady when the store is away or refuses it."""
        client = self._opened()
        with _told(f"{name} cannot be written to the object store"):
            client.put_object(Bucket=self._bucket, Key=self._key(name), Body=data)

    @property
    def _bucket(self) -> str:
        return urlsplit(self.url).netloc

    def _key(self, name: str) -> str:
        prefix = urlsplit(self.url).path.strip("/")
        return f"{prefix}/{name}" if prefix else name

    def _opened(self) -> Any:
        with self._opening:
            if self._client is None:
                self._client = _client(self.url)
            return self._client


def _client(url: str) -> Any:
    # It takes a tenth of a second and 20 MB, which whoever has no store need not pay.
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError

    options = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    try:
        # A session of its own: the library's shared one is not made for threads.
        return boto3.session.Session().client(
            "s3",
            endpoint_url=options.get("endpoint"),
            region_name=options.get("region"),
            config=Config(
                connect_timeout=PATIENCE_SECONDS,
                read_timeout=PATIENCE_SECONDS,
                retries={"mode": "standard", "total_max_attempts": TRIES},
            ),
        )
    except (BotoCoreError, ValueError) as error:
        raise NotReady(f"The object store cannot be used: {_words(error)}", fix=FIX) from error


@contextmanager
def _told(what: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise NotReady(f"{what}: {_words(error)}", fix=FIX) from error


def _words(error: Exception) -> str:
    """Return the code of a store's answer, or the kind of failure: messages may quote more."""
    answer = getattr(error, "response", None)
    return str(answer["Error"]["Code"]) if answer else type(error).__name__
