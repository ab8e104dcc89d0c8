"""Policies: rules in sentences, lists and the shield, and what they decide of a payment."""
