"""How many terms a test draws whole, each with its hospital: ``SEEDS=200 make test`` for more."""

import os

SEEDS = [f"seed {number}" for number in range(int(os.environ.get("SEEDS", "40")))]
