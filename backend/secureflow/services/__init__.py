"""What the business does, one file per resource; the only floor that commits."""
