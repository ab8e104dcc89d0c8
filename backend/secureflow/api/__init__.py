"""Door 1, HTTP: one file per resource, and one visible list of routes."""
