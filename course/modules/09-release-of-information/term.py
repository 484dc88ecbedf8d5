"""The seeded part of module 09."""

from hitkit.release.assignment import draw

__all__ = ["draw"]
