"""Trees of every kind as flat arrays: one walk and exact reasons, without any library."""
