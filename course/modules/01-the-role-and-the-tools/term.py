"""The seeded part of module 01."""

from hitkit.role.assignment import draw

__all__ = ["draw"]
