"""`make bench`: what a request, a score and a worker cost, written to docs/benchmarks.md."""

import os

# As gunicorn.conf.py does, and as early: scores are measured on the one thread they are served on.
os.environ["OMP_NUM_THREADS"] = "1"
