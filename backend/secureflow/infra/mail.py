"""Mail out of the house: by SMTP where a server is set, else as files in a folder."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app

from secureflow.errors import InvalidInput, NotReady

TIMEOUT_SECONDS = 20.0
PORTS = {"smtp": 587, "smtps": 465}
# A link stays whole on its line, and whatever is not ASCII passes servers that take only that.
FORM = SMTP.clone(cte_type="7bit", max_line_length=250)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. ``id`` is its Message-ID: a letter sent twice by accident can be told as one."""

    to: str
    subject: str
    text: str
    id: str
    written_at: str


@dataclass(frozen=True, slots=True)
class Post:
    """Where mail goes, and whom it is from."""

    smtp_url: str | None = field(repr=False)
    sender: str
    outbox: Path
    public_url: str


class Mail:
    """Sends the mail of the app that answers."""

    def init_app(self, app: Flask, post: Post) -> None:
        """Send the mail of an app this way."""
        app.extensions["secureflow_post"] = post

    def letter(self, to: str, subject: str, text: str) -> Letter:
        """Return a letter to be sent; its id and its time are made now and stay."""
        domain = self._here.sender.rpartition("@")[2]
        written_at = format_datetime(datetime.now(UTC))
        return Letter(to, subject, text, make_msgid(domain=domain), written_at)

    def link(self, path: str) -> str:
        """Return the address of a page of the dashboard."""
        return self._here.public_url + path

    def send(self, letter: Letter) -> None:
        """Hand a letter over; NotReady when the mail server does not take it."""
        post = self._here
        message = _message(letter, post.sender)
        if post.smtp_url is None:
            _put(post.outbox, letter, message)
            return
        try:
            with _connected(post.smtp_url) as server:
                server.send_message(message, to_addrs=[letter.to])
        except (OSError, smtplib.SMTPException) as error:
            # The words of the server can name the person, so only its code and kind are told.
            code = getattr(error, "smtp_code", None)
            raise NotReady(
                f"The mail server did not take a mail: {type(error).__name__}"
                + (f", code {code}." if code else "."),
                fix="Check SMTP_URL, MAIL_FROM and the mail server.",
            ) from error

    @property
    def _here(self) -> Post:
        found: Post = current_app.extensions["secureflow_post"]
        return found


mail = Mail()


def need_address(email: str) -> None:
    """Raise InvalidInput when mail cannot be sent to this address."""
    try:
        Address(addr_spec=email)
        email.encode("ascii")
    except (MessageError, ValueError, IndexError) as error:
        raise InvalidInput(
            "email: is not an address that mail can be sent to",
            field="email",
            fix="Write it as name@example.com, in ASCII.",
        ) from error


def is_here(host: str) -> bool:
    """Return whether a host is this machine, so that nothing crosses a network."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _message(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as RFC 5322; its headers are encoded, so no value can add another."""
    message = EmailMessage(policy=FORM)
    message["From"] = Address("SecureFlow", addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = letter.written_at
    message["Message-ID"] = letter.id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


@contextmanager
def _connected(url: str) -> Iterator[smtplib.SMTP]:
    """Yield a session with the server, encrypted and its certificate checked.

    ``smtps://`` begins with TLS; ``smtp://`` asks for it (STARTTLS), and does without only on this
    machine itself.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    context = ssl.create_default_context()
    connection = (
        smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
        if parts.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    )
    with connection as server:
        server.ehlo()
        if parts.scheme == "smtp" and (server.has_extn("starttls") or not is_here(host)):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _put(outbox: Path, letter: Letter, message: EmailMessage) -> None:
    """Write the mail to a file for this user alone, whole or not at all."""
    outbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = sha256(letter.id.encode()).hexdigest()[:12]
    path = outbox / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{mark}.eml"
    if any(outbox.glob(f"*-{mark}.eml")):
        return
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(message.as_bytes())
    part.rename(path)
