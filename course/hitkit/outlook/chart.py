"""Read a drawn chart back as plain data, so that its honesty can be checked."""

from __future__ import annotations

from typing import Any

from hitkit.check import FormError


def read_chart(axes: Any) -> dict[str, Any]:
    """Return title, axis labels, where the value axis begins, bars and notes of a bar chart.

    ``axes`` is what ``plot.bar()`` or ``plt.subplots()`` gave. Bars are ``{label: value}``.
    Raises :class:`hitkit.check.FormError` if there are no bars.
    """
    containers = [c for c in getattr(axes, "containers", ()) if hasattr(c, "datavalues")]
    if len(containers) != 1:
        raise FormError(
            "`read_chart` found no bars to read."
            if not containers
            else "`read_chart` found more than one set of bars.",
            "Draw one set of bars: ax = pay.plot.bar(). Then: read_chart(ax)",
        )
    bars = containers[0]
    figure = axes.figure
    figure.canvas.draw()
    upright = bars.orientation == "vertical"
    ticks = axes.get_xticklabels() if upright else axes.get_yticklabels()
    low, high = axes.get_ylim() if upright else axes.get_xlim()
    notes = [text.get_text() for text in (*figure.texts, *axes.texts)]
    labels = [tick.get_text() for tick in ticks]
    return {
        "title": axes.get_title() or (figure.get_suptitle() or ""),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "starts_at": float(min(low, high)),
        "bars": dict(zip(labels, map(float, bars.datavalues), strict=False)),
        "notes": [note for note in notes if note.strip()],
    }
