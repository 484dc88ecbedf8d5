"""What Match Review shows, as text and HTML: pure functions, for light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from hitkit.quality.policy import DECISIONS
from hitkit.widgets.look import table_html

CHOICES = {
    DECISIONS[0]: "same: one person, two records",
    DECISIONS[1]: "different: two people",
    DECISIONS[2]: "cannot tell: ask before anybody merges",
}


def pair_html(pair: str, left: Mapping[str, str], right: Mapping[str, str]) -> str:
    """Show two records line by line, and in words whether they agree."""
    rows = "".join(
        f'<tr class="hk-{said}"><th scope="row">{escape(field.replace("_", " "))}</th>'
        f"<td>{escape(left[field]) or '(blank)'}</td><td>{escape(right[field]) or '(blank)'}</td>"
        f"<td>{said}</td></tr>"
        for field in left
        for said in [agreement(left[field], right[field])]
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Field", "Left", "Right", "Text"))
    return (
        f"<table><caption>Pair {escape(pair)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def agreement(left: str, right: str) -> str:
    """Say whether two texts are equal; what a difference means, the reviewer decides."""
    if not left or not right:
        return "blank"
    return "equal" if left == right else "differs"


def pair_labels(pairs: Iterable[str], sheet: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name each pair with what was decided so far."""
    return [(f"{pair} ({sheet.get(pair, 'open')})", pair) for pair in pairs]


def sheet_html(sheet: Mapping[str, str], pairs: Iterable[str]) -> str:
    """Show the decisions as a table, for places where widgets cannot live."""
    rows = [(pair, sheet.get(pair, "open")) for pair in pairs]
    return table_html("Decisions of Match Review", ("Pair", "Decision"), rows)


STYLE = """
.hk-review{max-width:860px}
.hk-review table{font-size:14px}
.hk-review :is(th,td){border:1px solid var(--hk-line)}
.hk-review .hk-differs td{font-weight:700}
.hk-review .hk-blank td{font-style:italic}
"""
