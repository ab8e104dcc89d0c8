"""Where mail goes is settled before the service starts."""

from secrets import token_hex

import pytest

from secureflow import config
from secureflow.errors import Misconfigured

BASE = {
    "DATABASE_URL": "postgresql://somewhere/secureflow",
    "JWT_SECRET": token_hex(32),
    "AUDIT_SECRET": token_hex(32),
}


def test_production_refuses_to_write_mail_to_a_folder() -> None:
    with pytest.raises(Misconfigured, match=r"SMTP_URL: .*is required in production"):
        config.load(BASE | {"SECUREFLOW_ENV": "production"})
    assert config.load(BASE).smtp_url is None


@pytest.mark.parametrize(
    "url", ["http://mail.example", "smtp://", "smtp://mail.example:99999", "smtp://a/b?starttls"]
)
def test_a_mail_server_that_is_none_is_named_without_its_password(url: str) -> None:
    with pytest.raises(Misconfigured, match="SMTP_URL"):
        config.load(BASE | {"SMTP_URL": url})
    secret = "smtp://user:hunter2@mail.example:99999"
    with pytest.raises(Misconfigured) as refused:
        config.load(BASE | {"SMTP_URL": secret})
    assert "hunter2" not in refused.value.message


@pytest.mark.parametrize("url", ["smtp://u:p%40ss@mail.example:587", "smtps://mail.example"])
def test_a_mail_server_is_taken(url: str) -> None:
    assert config.load(BASE | {"SMTP_URL": url, "SECUREFLOW_ENV": "production"}).smtp_url == url


def test_links_lead_to_where_the_product_listens_unless_said_otherwise() -> None:
    assert config.load(BASE).public_url == "http://127.0.0.1:5001"
    assert config.load(BASE | {"PORT": "8123"}).public_url == "http://127.0.0.1:8123"
    said = BASE | {"PORT": "8123", "PUBLIC_URL": "https://fraud.shop.example"}
    assert config.load(said).public_url == "https://fraud.shop.example"
    with pytest.raises(Misconfigured) as refused:
        config.load(BASE | {"PORT": "0"})
    assert "PUBLIC_URL" not in refused.value.message
