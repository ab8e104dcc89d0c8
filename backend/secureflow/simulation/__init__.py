"""Believable customers, merchants and fraud, for the demo, the first model and the tests."""

from secureflow.simulation.payment import SimulatedPayment
from secureflow.simulation.simulator import simulate

__all__ = ["SimulatedPayment", "simulate"]
