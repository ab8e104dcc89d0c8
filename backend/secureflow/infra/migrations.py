"""Where the migrations lie, in a checkout and in an image."""

from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
