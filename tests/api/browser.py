"""A browser of a person: it keeps its cookie and sends its access token, as the dashboard does."""

from datetime import UTC, datetime
from typing import Any

from apiflask import APIFlask
from pyotp.totp import TOTP
from sqlalchemy import text

from secureflow.api.cookie import NAME
from secureflow.extensions import db
from tests.conftest import Client, Tenant

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CLOCKS = {
    "sessions": ("created_at", "last_used_at"),
    "lockouts": ("failed_at", "locked_until"),
}


class Browser:
    """A browser at an address, signed in or not."""

    def __init__(self, app: APIFlask, address: str = "203.0.113.9") -> None:
        self.client = Client(app, app.response_class, use_cookies=True)
        self.address = address
        self.headers = {"User-Agent": FIREFOX}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(
            f"/api{path}",
            method=method,
            json=body,
            headers=self.headers | named,
            environ_base={"REMOTE_ADDR": self.address},
        )

    def get(self, path: str) -> Any:
        return self.call("GET", path)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("POST", path, body, **headers)

    def sign_in(self, tenant: Tenant, **change: str) -> Any:
        body = {"email": tenant.email, "password": tenant.password} | change
        response = self.post("/auth/login", body)
        if response.status_code == 200:
            self._take(response)
        return response

    def refresh(self) -> Any:
        response = self.post("/auth/refresh")
        if response.get_json()["authenticated"]:
            self._take(response)
        return response

    def _take(self, response: Any) -> None:
        self.headers["Authorization"] = f"Bearer {response.get_json()['access_token']}"

    @property
    def cookie(self) -> str:
        found = self.client.get_cookie(NAME, path="/api/auth")
        return found.value if found is not None else ""

    @cookie.setter
    def cookie(self, value: str) -> None:
        self.client.set_cookie(NAME, value, path="/api/auth")


def signed_in(app: APIFlask, tenant: Tenant) -> Browser:
    """Return a browser in which a tenant's person has just signed in."""
    browser = Browser(app)
    assert browser.sign_in(tenant).status_code == 200
    return browser


def with_second_factor(browser: Browser, whose: Tenant) -> tuple[TOTP, list[str]]:
    """Turn a person's second factor on; return the app of its codes, and recovery codes."""
    totp = TOTP(begin_second_factor(browser, whose).get_json()["secret"])
    confirmed = browser.post("/me/second-factor/confirm", {"code": shown(totp)})
    assert confirmed.status_code == 200, confirmed.get_json()
    return totp, confirmed.get_json()["recovery_codes"]


def begin_second_factor(browser: Browser, whose: Tenant, **headers: str) -> Any:
    """Ask for the secret of a second factor, as the person whose password it takes."""
    return browser.post("/me/second-factor", {"password": whose.password}, **headers)


def shown(totp: TOTP, drift: int = 0) -> str:
    """Return the code that an app shows now, or some steps away from now."""
    return totp.at(int(datetime.now(UTC).timestamp()), drift)


def wrong(totp: TOTP) -> str:
    """Return six digits that no step near now shows."""
    near = {shown(totp, drift) for drift in range(-3, 4)}
    return next(code for code in map("{:06}".format, range(10)) if code not in near)


def stored(statement: str, **values: Any) -> list[Any]:
    """Return rows as the database's owner sees them."""
    with db.engine.begin() as connection:
        return list(connection.execute(text(statement), values))


def later(seconds: float) -> None:
    """Have everything about signing in be so much longer ago."""
    with db.engine.begin() as connection:
        for table, columns in CLOCKS.items():
            moved = ", ".join(f"{each} = {each} - interval '{seconds} seconds'" for each in columns)
            connection.execute(text(f"UPDATE {table} SET {moved}"))
