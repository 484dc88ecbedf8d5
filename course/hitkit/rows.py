"""Tables as rows of text, and rows as the CSV files that students read."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

Row = dict[str, str]


def csv_bytes(rows: Sequence[Mapping[str, object]], columns: Sequence[str] | None = None) -> bytes:
    """Return rows as a CSV file, the same bytes for the same rows.

    The first row names the columns, unless ``columns`` does.
    """
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns or list(rows[0]), lineterminator="\n", extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def read_csv(content: bytes) -> list[Row]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode())))
