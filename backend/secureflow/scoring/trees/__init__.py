"""Trees of every kind as flat arrays: one walk, exact reasons. No library is needed to serve them."""
