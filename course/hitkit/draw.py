"""What one seed puts into one module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Draw:
    """The seeded part of a module; its ``term.py`` returns one from ``draw(seed)``.

    ``values`` fill ``{{ name }}`` in ``lesson.py`` and ``lab.py``.
    ``files`` become ``data/NAME`` beside the notebooks.
    ``keys`` are plain JSON data, one entry a question, for the instructor alone.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)
