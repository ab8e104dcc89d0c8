"""Where payments come in: request bodies and rows of files become domain.Transaction, or an error that names the field."""
