"""What the Release Desk shows, as text and HTML: pure functions, for light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from hitkit.release.citations import RULES
from hitkit.release.desk.sheet import Filed
from hitkit.widgets.look import table_html

DECISIONS = {
    "release": "release: all that is asked for may go",
    "part": "part: some may go, the rest stays",
    "refuse": "refuse: nothing goes now",
}


def request_html(row: Mapping[str, str]) -> str:
    """Show a request and its papers, each paper in a frame of its own."""
    papers = [text for text in row.get("papers", "").split("\n\n") if text]
    frames = "".join(f'<div class="hk-paper">{escape(text)}</div>' for text in papers)
    head = f"{escape(row['request'])}, received on {escape(row.get('received', ''))}"
    return (
        f'<p class="hk-from"><b>{head}.</b> From: {escape(row.get("sender", ""))}</p>'
        f'<div class="hk-letter">{escape(row["letter"])}</div>'
        + (f"<p><b>Papers that came with it</b></p>{frames}" if frames else "<p>No papers.</p>")
    )


def request_labels(requests: Iterable[str], sheet: Mapping[str, Filed]) -> list[tuple[str, str]]:
    """Name each request with what was decided so far."""
    return [
        (f"{request} ({sheet[request]['decision'] if request in sheet else 'open'})", request)
        for request in requests
    ]


def rule_labels() -> list[tuple[str, str]]:
    """Name each rule with what it is about, after an empty choice."""
    return [("choose a rule", ""), *((f"{rule}: {about}", rule) for rule, about in RULES.items())]


def sheet_html(sheet: Mapping[str, Filed], requests: Iterable[str]) -> str:
    """Show the decisions as a table, for places where widgets cannot live."""
    rows = [(request, *_cells(sheet.get(request))) for request in requests]
    heads = ("Request", "Decision", "Send", "Rule")
    return table_html("Decisions filed at the Release Desk", heads, rows)


def _cells(filed: Filed | None) -> tuple[str, str, str]:
    if filed is None:
        return "open", "", ""
    return filed["decision"], ", ".join(filed["send"]) or "nothing", filed["rule"]


STYLE = """
.hk-desk :is(.hk-letter,.hk-paper){white-space:pre-wrap;border-left:4px solid var(--hk-line);
 padding:8px 14px;background:var(--hk-paper);margin:4px 0 10px}
.hk-desk .hk-paper{border:1px dashed var(--hk-line);font-size:12.5px;
 font-family:var(--jp-code-font-family,monospace)}
.hk-desk .hk-row{gap:10px 28px}
.hk-desk .widget-checkbox{width:auto;height:auto;margin:0}
.hk-desk .widget-label-basic{color:var(--hk-ink);font-size:14px;line-height:1.8;height:auto;
 background:none}
"""
