"""The other outside things: model files, the embedded PostgreSQL, logs."""
