"""Mail on a real SMTP server: encrypted and checked, or refused; and in the outbox without one."""

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask

from secureflow.errors import InvalidInput, NotReady
from secureflow.infra import mail as module
from secureflow.infra.mail import Letter, Mail, Post, need_address
from tests.deploy.nginx import free_port

SENDER = "secureflow@northwind.example"


class Inbox:
    """Keeps what a server is given."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


class Busy(Inbox):
    """Takes nothing, and names the person in saying so."""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        return f"451 {envelope.rcpt_tos[0]} is over quota"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def context(certificate: Path) -> ssl.SSLContext:
    """What the server shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def serve() -> Iterator[Callable[..., int]]:
    """Start an SMTP server with a handler and return its port."""
    running: list[Controller] = []

    def start(handler: Inbox, **options: Any) -> int:
        controller = Controller(handler, hostname="127.0.0.1", port=free_port(), **options)
        controller.start()
        running.append(controller)
        return int(controller.port)

    yield start
    for controller in running:
        controller.stop()


def send(tmp_path: Path, url: str | None, letter: Letter | None = None) -> Letter:
    """Send a letter of an app with this mail server."""
    app, mail = Flask("test"), Mail()
    mail.init_app(app, Post(url, SENDER, tmp_path / "outbox", "https://pay.example"))
    with app.app_context():
        written = letter or mail.letter("sam@contoso.example", "Grüße, Sam", "Guten Tag.\n")
        mail.send(written)
        return written


def test_starttls_with_the_servers_certificate_checked_and_a_password(
    tmp_path: Path,
    serve: Callable[..., int],
    context: ssl.SSLContext,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inbox, tried = Inbox(), []

    def check(_s: Any, session: Any, _e: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        tried.append((mechanism, data.login, data.password, session.ssl is not None))
        return AuthResult(success=data.password == b"p@ss/word")

    port = serve(
        inbox, tls_context=context, require_starttls=True, auth_required=True, authenticator=check
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    letter = send(tmp_path, f"smtp://us%40er:p%40ss%2Fword@127.0.0.1:{port}")
    assert tried == [("LOGIN", b"us@er", b"p@ss/word", True)] or tried[0][1:] == (
        b"us@er",
        b"p@ss/word",
        True,
    )
    (message,) = inbox.messages
    assert (message["To"], message["Subject"]) == ("sam@contoso.example", "Grüße, Sam")
    assert message["From"] == f"SecureFlow <{SENDER}>"
    assert message["Message-ID"] == letter.id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().strip() == "Guten Tag."
    assert inbox.recipients == [["sam@contoso.example"]]


def test_tls_from_the_first_byte(
    tmp_path: Path,
    serve: Callable[..., int],
    context: ssl.SSLContext,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inbox = Inbox()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    port = serve(inbox, ssl_context=context)
    send(tmp_path, f"smtps://127.0.0.1:{port}")
    assert len(inbox.messages) == 1


def test_a_server_with_a_certificate_of_nobody_gets_nothing(
    tmp_path: Path, serve: Callable[..., int], context: ssl.SSLContext
) -> None:
    inbox = Inbox()
    port = serve(inbox, tls_context=context)
    with pytest.raises(NotReady, match="SSLCertVerificationError"):
        send(tmp_path, f"smtp://127.0.0.1:{port}")
    assert inbox.messages == []


def test_a_server_elsewhere_without_tls_gets_nothing(
    tmp_path: Path, serve: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox()
    port = serve(inbox)
    send(tmp_path, f"smtp://127.0.0.1:{port}")
    assert len(inbox.messages) == 1, "on this machine nothing crosses a network"
    monkeypatch.setattr(module, "is_here", lambda _host: False)
    with pytest.raises(NotReady, match="SMTPNotSupportedError"):
        send(tmp_path, f"smtp://user:password@127.0.0.1:{port}")
    assert len(inbox.messages) == 1


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.9", True), ("::1", True), ("10.0.0.1", False), ("a.b", False)],
)
def test_what_counts_as_this_machine(host: str, expected: bool) -> None:
    assert module.is_here(host) is expected


def test_a_refusal_is_told_without_the_servers_words(
    tmp_path: Path, serve: Callable[..., int]
) -> None:
    port = serve(Busy())
    with pytest.raises(NotReady) as refused:
        send(tmp_path, f"smtp://127.0.0.1:{port}")
    assert "code 451" in refused.value.message
    assert "sam@" not in refused.value.message


def test_a_server_that_is_away_is_not_ready(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="ConnectionRefusedError"):
        send(tmp_path, f"smtp://127.0.0.1:{free_port()}")


def test_without_a_server_mail_is_a_file_for_its_owner_alone_and_once(tmp_path: Path) -> None:
    letter = send(tmp_path, None)
    send(tmp_path, None, letter)
    (path,) = (tmp_path / "outbox").iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    message = BytesParser(policy=default).parsebytes(path.read_bytes())
    assert message["To"] == "sam@contoso.example"
    send(tmp_path, None)
    assert len(list(path.parent.iterdir())) == 2


def test_no_value_adds_a_header(tmp_path: Path) -> None:
    letter = Letter("sam@contoso.example", "Hi\r\nBcc: eve@contoso.example", "x\n", "<1@a>", "now")
    with pytest.raises(ValueError, match=r"linefeed|carriage"):
        send(tmp_path, None, letter)


@pytest.mark.parametrize("email", ["sam@contoso.example", "sam+pay@contoso.example"])
def test_addresses_that_mail_reaches(email: str) -> None:
    need_address(email)


@pytest.mark.parametrize(
    "email", ["a,b@c.example", "<a@b.example>", "a b@c.example", "a@", "@b", "ä@b.example", "a"]
)
def test_addresses_that_it_does_not(email: str) -> None:
    with pytest.raises(InvalidInput):
        need_address(email)
