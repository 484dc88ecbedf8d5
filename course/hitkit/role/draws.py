"""Small draws from a stream: the same on every Python version, as only ``random()`` is used."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")
Row = dict[str, str]


def below(chance: Random, limit: int) -> int:
    """Return a whole number from 0 to ``limit`` - 1."""
    return int(chance.random() * limit)


def between(chance: Random, low: int, high: int) -> int:
    """Return a whole number from ``low`` to ``high``."""
    return low + below(chance, high - low + 1)


def one(chance: Random, items: Sequence[Item]) -> Item:
    """Return one item."""
    return items[below(chance, len(items))]


def some(chance: Random, items: Iterable[Item], count: int) -> list[Item]:
    """Return ``count`` different items, shuffled."""
    left = list(items)
    return [left.pop(below(chance, len(left))) for _ in range(count)]


def unlike(chance: Random, low: int, high: int, count: int) -> list[int]:
    """Return ``count`` different numbers from ``low`` to ``high``."""
    numbers: dict[int, None] = {}
    while len(numbers) < count:
        numbers[between(chance, low, high)] = None
    return list(numbers)


def weighted(chance: Random, weights: Mapping[Item, float]) -> Item:
    """Return one item by weight."""
    mark = chance.random() * sum(weights.values())
    for item, weight in weights.items():
        mark -= weight
        if mark < 0:
            return item
    return list(weights)[-1]


def csv_bytes(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return rows as a CSV file with the first row's keys as header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return text.getvalue().encode()
