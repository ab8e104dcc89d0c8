"""Mail to people: written in the transaction that causes it, delivered by a job after it."""

import json
from dataclasses import asdict, dataclass
from textwrap import TextWrapper
from typing import Literal

from secureflow.extensions import vault
from secureflow.infra import queue
from secureflow.infra.logs import log
from secureflow.infra.mail import Letter, mail

Name = Literal[
    "invitation",
    "invitation_elsewhere",
    "reset",
    "password_changed",
    "locked",
    "second_factor_changed",
]
# Lines as mail has them; a link stays whole.
WRAPPED = TextWrapper(width=72, break_long_words=False, break_on_hyphens=False)
NOT_YOU = "If this was not you, set a new password at {forgot} and tell an owner of your account."


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one kind of mail; what stands in braces is given by whoever sends it."""

    subject: str
    paragraphs: tuple[str, ...]


TEMPLATES: dict[Name, Template] = {
    "invitation": Template(
        "{invited_by} invites you to {merchant} on SecureFlow",
        (
            "{invited_by} invites you to join {merchant} on SecureFlow as {role}.",
            "Choose your name and your password here:",
            "{link}",
            "The link works once and until {until}. If you did not expect this mail, there is "
            "nothing to do: nothing happens without the link.",
        ),
    ),
    "invitation_elsewhere": Template(
        "{invited_by} invites you to {merchant} on SecureFlow",
        (
            "{invited_by} invites you to join {merchant} on SecureFlow as {role}, but this "
            "address has an account on SecureFlow already, and an account belongs to one merchant.",
            "To join, ask {invited_by} to invite you at another address. {merchant} was not told "
            "that you have an account.",
        ),
    ),
    "reset": Template(
        "Set a new password for SecureFlow",
        (
            "Somebody asked for a new password for your account on SecureFlow. Set it here:",
            "{link}",
            "The link works once and until {until}. If this was not you, there is nothing to do: "
            "your password stays as it is.",
        ),
    ),
    "password_changed": Template(
        "Your password on SecureFlow was changed",
        (
            "The password of your account on SecureFlow was changed, and all its other sessions "
            "have ended.",
            NOT_YOU,
        ),
    ),
    "locked": Template(
        "Signing in to SecureFlow was paused",
        (
            "There were several attempts to sign in to your account on SecureFlow that failed, so "
            "signing in {where} rests until {until}. Sessions you have open go on working.",
            "If this was you and you forgot your password, set a new one at {forgot}. If it was "
            "not, there is nothing to do: whoever tries has to wait longer each time.",
        ),
    ),
    "second_factor_changed": Template(
        "The second factor of your account on SecureFlow was {change}",
        (
            "The second factor of your account on SecureFlow was {change}.",
            NOT_YOU,
        ),
    ),
}


def send(merchant_id: int | None, to: str, template: Name, **values: str) -> None:
    """Have a mail delivered if this transaction commits.

    ``values`` fill the braces of the template. The queue keeps the mail sealed with the server's
    secret, since links in it open doors.
    """
    plain = {name: " ".join(value.split()) for name, value in values.items()}
    plain["forgot"] = mail.link("/forgot")
    wanted = TEMPLATES[template]
    paragraphs = [words.format(**plain) for words in (*wanted.paragraphs, "SecureFlow")]
    text = "\n\n".join(WRAPPED.fill(each) for each in paragraphs)
    letter = mail.letter(to, wanted.subject.format(**plain), f"{text}\n")
    sealed = vault.seal(json.dumps(asdict(letter)))
    queue.defer("send_mail", merchant_id=merchant_id, template=template, sealed=sealed)


def deliver(merchant_id: int | None, template: str, sealed: str) -> None:
    """Deliver what ``send`` sealed; NotReady when the mail server does not take it."""
    mail.send(Letter(**json.loads(vault.open(sealed))))
    log.info("mail_sent", extra={"merchant": merchant_id, "template": template})
