"""Why a payment got its score: points that add up, in words, and what would have changed it."""
