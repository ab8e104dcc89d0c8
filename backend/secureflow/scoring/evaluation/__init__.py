"""Evaluation: what the system would have found on payments whose truth is known."""
