"""Every table and every query, one file per resource; never commits."""
