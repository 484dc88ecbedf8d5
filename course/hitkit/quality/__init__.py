"""Data quality and the master patient index: matching, review, the assignment of module 03."""

from hitkit.quality.matching import compare, pairs, similarity

__all__ = ["compare", "pairs", "similarity"]
