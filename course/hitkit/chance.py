"""Draws that give the same bytes on every Python version and machine.

Only ``random()`` is taken from the generator. ``choices``, ``sample``, ``gauss`` and the built-in
``sum`` of floats have changed between Python versions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def between(rng: Random, low: int, high: int) -> int:
    """Draw a whole number from ``low`` to ``high``, both included."""
    return low + int(rng.random() * (high - low + 1))


def pick(rng: Random, items: Sequence[T]) -> T:
    """Draw one item, all alike."""
    return items[int(rng.random() * len(items))]


def weighted(rng: Random, items: Sequence[T], weights: Sequence[float]) -> T:
    """Draw one item in proportion to its weight."""
    point = rng.random() * math.fsum(weights)
    for item, weight in zip(items, weights, strict=True):
        point -= weight
        if point < 0:
            return item
    return next(item for item, weight in zip(items[::-1], weights[::-1], strict=True) if weight)


def one_of(rng: Random, choices: Mapping[T, float]) -> T:
    """Draw one key in proportion to its value."""
    return weighted(rng, list(choices), list(choices.values()))


def normal(rng: Random) -> float:
    """Draw from nearly the standard normal: twelve uniform draws added up, less six."""
    total = -6.0
    for _ in range(12):
        total += rng.random()
    return total


def lognormal(rng: Random, geometric_mean: float, mean: float) -> float:
    """Draw from the lognormal distribution with this geometric and arithmetic mean."""
    spread = math.sqrt(2 * math.log(max(mean / geometric_mean, 1.0)))
    return geometric_mean * math.exp(spread * normal(rng))


def poisson(rng: Random, mean: float) -> int:
    """Draw a Poisson count (by products; for means below about 20)."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def some(rng: Random, items: Iterable[T], count: int) -> list[T]:
    """Draw ``count`` different items, in a drawn order."""
    left = list(items)
    return [left.pop(between(rng, 0, len(left) - 1)) for _ in range(count)]


def unlike(rng: Random, low: int, high: int, count: int) -> list[int]:
    """Draw ``count`` different whole numbers from ``low`` to ``high``, both included."""
    numbers: dict[int, None] = {}
    while len(numbers) < count:
        numbers[between(rng, low, high)] = None
    return list(numbers)


def shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    """Return the items in a drawn order."""
    return [
        items[place] for _, place in sorted((rng.random(), place) for place in range(len(items)))
    ]
