"""How models in use are watched and compared: drift, costs, and the gate of a promotion."""
