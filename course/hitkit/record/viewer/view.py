"""What the Chart Viewer shows, as text and HTML: pure functions, for light and dark themes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from hitkit.record.viewer.plain import PARTS
from hitkit.widgets.look import table_html

_EMPTY = {"written_at": "no date", "signed_at": "not signed"}


def part_labels() -> list[tuple[str, str]]:
    """Name the parts of a chart."""
    return [(words.capitalize(), part) for part, words in PARTS.items()]


def item_labels(items: Mapping[str, str], sheet: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name each item of the worksheet with what was filed so far."""
    return [(f"{item}: {words} ({sheet.get(item, 'open')})", item) for item, words in items.items()]


def part_html(part: str, table: pd.DataFrame) -> str:
    """Show one part of the chart as a table that a screen reader can follow."""
    heads = "".join(
        f'<th scope="col">{escape(str(name).replace("_", " "))}</th>' for name in table.columns
    )
    rows = "".join(_row_html(row) for row in table.to_dict("records"))
    return (
        f'<div class="hk-part" role="region" tabindex="0" aria-label="{PARTS[part]}">'
        f"<table><caption>{PARTS[part].capitalize()}, {len(table)} lines</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row_html(row: Mapping[object, object]) -> str:
    cells = []
    for place, (name, value) in enumerate(row.items()):
        text = escape(str(value)) or f"<b>{_EMPTY.get(str(name), '')}</b>"
        kind = ' class="hk-time"' if str(name).endswith("at") else ""
        head, tail = (
            (f'<th scope="row"{kind}>', "</th>") if place == 0 else (f"<td{kind}>", "</td>")
        )
        cells.append(f"{head}{text}{tail}")
    return f"<tr>{''.join(cells)}</tr>"


def sheet_html(sheet: Mapping[str, str], items: Mapping[str, str]) -> str:
    """Show the findings as a table, for places where widgets cannot live."""
    rows = [(item, words, sheet.get(item, "open")) for item, words in items.items()]
    return table_html("Findings filed in the Chart Viewer", ("Item", "Looked for", "Finding"), rows)


STYLE = """
.hk-chart .hk-part{max-height:340px;overflow:auto;border:1px solid var(--hk-line);
 background:var(--hk-paper)}
.hk-chart :is(th,td){border-top:1px solid var(--hk-line)}
.hk-chart .hk-time{white-space:nowrap}
.hk-chart .widget-radio-box{display:flex;flex-flow:row wrap;gap:0 18px}
"""
