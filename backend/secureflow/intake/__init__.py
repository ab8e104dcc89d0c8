"""Where payments come in: bodies and rows of files become Transactions, or errors by field."""
