"""Five kinds of fraud, one file each, and the visible list of them."""

from secureflow.simulation.fraud.friendly import deny
from secureflow.simulation.fraud.kinds import KINDS, commit

__all__ = ["KINDS", "commit", "deny"]
