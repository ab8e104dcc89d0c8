"""Believable customers, merchants and fraud, for the demo, the first model and the tests."""

from secureflow.simulation.attack import attack
from secureflow.simulation.payment import SimulatedPayment
from secureflow.simulation.simulator import simulate

__all__ = ["SimulatedPayment", "attack", "simulate"]
