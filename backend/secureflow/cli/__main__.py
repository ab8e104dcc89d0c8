"""`python -m secureflow.cli` is `secureflow`, where the command itself is not installed."""

from secureflow.cli import main

main()
