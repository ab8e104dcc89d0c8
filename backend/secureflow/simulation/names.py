"""What things are called: numbers for people and cards, and networks nobody real lives in."""

from numpy.random import Generator

from secureflow.simulation.chance import between, pick
from secureflow.simulation.payment import Account, Card

# RFC 5737 sets these aside for documentation; here they stand for mobile networks and proxies,
# which honest customers use now and then and thieves use mostly.
SHARED_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
# RFC 2606 sets these aside; mail to them reaches nobody.
MAIL_HOSTS = ("example.com", "example.net", "example.org")
PREFIXES_PER_REGION = 6


def card(rng: Generator, number: int, region: int) -> Card:
    """Return a card of a region. No bank issues under prefix 99, so none is pointed at."""
    prefix = 990_000 + region * 100 + between(rng, 0, PREFIXES_PER_REGION - 1)
    return Card(f"card_{number:06d}", str(prefix))


def device(number: int) -> str:
    """Return the reference of a device."""
    return f"dev_{number:06d}"


def email(number: int) -> str:
    """Return the address of a mailbox; one number always has the same."""
    return f"shopper{number}@{MAIL_HOSTS[number % len(MAIL_HOSTS)]}"


def home_ip(rng: Generator, region: int) -> str:
    """Return a private address in the networks of a region, of which it has 16 x 256."""
    network = f"10.{region * 16 + between(rng, 0, 15)}.{between(rng, 0, 255)}"
    return f"{network}.{between(rng, 1, 254)}"


def shared_ip(rng: Generator) -> str:
    """Return an address of a mobile network or a proxy."""
    return f"{pick(rng, SHARED_NETWORKS)}.{between(rng, 1, 254)}"


class Newcomers:
    """Cards, devices, mailboxes and accounts nobody used yet, numbered on from the customers'."""

    def __init__(self, customers: int, cards: int, devices: int) -> None:
        self._customers = customers
        self._cards = cards
        self._devices = devices
        self._mailboxes = customers

    def account(self, created: int) -> Account:
        """Return an account opened at that time."""
        self._customers += 1
        return Account(f"cus_{self._customers:05d}", created)

    def card(self, rng: Generator, region: int) -> Card:
        """Return a card of a region."""
        self._cards += 1
        return card(rng, self._cards, region)

    def device(self) -> str:
        """Return a device."""
        self._devices += 1
        return device(self._devices)

    def email(self) -> str:
        """Return a mailbox."""
        self._mailboxes += 1
        return email(self._mailboxes)
