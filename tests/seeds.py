"""The terms that a test of a module draws whole, each with its hospital."""

SEEDS = [f"seed {number}" for number in range(200)]
