"""Thinking room: what a model says of a payment, and why. Bytes and values in, values out."""
