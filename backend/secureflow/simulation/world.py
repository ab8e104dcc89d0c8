"""Everything that exists before the first payment, and what honest and dishonest people share."""

from dataclasses import dataclass

from secureflow.simulation.chance import stream
from secureflow.simulation.names import Newcomers
from secureflow.simulation.people import People, build_people
from secureflow.simulation.places import Terminals, build_terminals
from secureflow.simulation.timeline import Calendar

PAYMENTS_A_DAY = 0.9
FEWEST_CUSTOMERS = 60


@dataclass(frozen=True, slots=True)
class World:
    """The window, the terminals, the customers, and where new cards and accounts come from."""

    calendar: Calendar
    terminals: Terminals
    people: People
    newcomers: Newcomers


def build_world(seed: int, payments: int, calendar: Calendar) -> World:
    """Return a world large enough that a customer pays about 0.9 times a day."""
    count = max(FEWEST_CUSTOMERS, round(payments / (calendar.days * PAYMENTS_A_DAY)))
    terminals = build_terminals(stream(seed, "terminals"), count)
    people = build_people(stream(seed, "people"), count, calendar, terminals)
    newcomers = Newcomers(
        customers=count,
        cards=sum(len(cards) for cards in people.cards),
        devices=sum(len(devices) for devices in people.devices),
    )
    return World(calendar, terminals, people, newcomers)
