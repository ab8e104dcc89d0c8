"""How a payment is judged: the cold start, the learned layer, their scale, and bundles of them."""
