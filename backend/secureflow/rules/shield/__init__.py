"""The card-testing shield: who is new, what newcomers share, and when that is a burst."""
