"""SecureFlow: judges payments, explains each judgement, and learns from what people say later."""

__version__ = "0.1.0"
