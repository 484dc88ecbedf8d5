"""The seeded part of module 03."""

from hitkit.quality.assignment import draw

__all__ = ["draw"]
