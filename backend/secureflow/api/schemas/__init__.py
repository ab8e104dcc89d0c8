"""The one definition of every request and answer, and so of docs/openapi.json."""
