"""What the Chart Viewer shows, as text and HTML: pure functions, for light and dark themes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from hitkit.record.viewer.plain import PARTS
from hitkit.record.viewer.sheet import Sheet

_EMPTY = {"written_at": "no date", "signed_at": "not signed"}


def header_html() -> str:
    """Show the name of the tool, with its style sheet and its hold on the keyboard."""
    return (
        f'<style onload="{_KEYS}">{_CSS}</style><p class="hk-head"><b>Chart Viewer</b> '
        "<span>look through one chart, file its deficiencies</span></p>"
    )


def part_labels() -> list[tuple[str, str]]:
    """Name the parts of a chart."""
    return [(words.capitalize(), part) for part, words in PARTS.items()]


def item_labels(items: Mapping[str, str], sheet: Sheet) -> list[tuple[str, str]]:
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


def status_html(text: str, trouble: bool = False) -> str:
    """Show a message that screen readers speak when it appears."""
    word = "<b>Mind:</b> " if trouble else ""
    return f'<p role="status" aria-live="polite" class="hk-status">{word}{escape(text)}</p>'


def sheet_html(sheet: Sheet, items: Mapping[str, str]) -> str:
    """Show the findings as a table, for places where widgets cannot live."""
    rows = "".join(
        f'<tr><th scope="row">{escape(item)}</th><td>{escape(words)}</td>'
        f"<td>{escape(sheet.get(item, 'open'))}</td></tr>"
        for item, words in items.items()
    )
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Item", "Looked for", "Finding"))
    return (
        f"<table><caption>Findings filed in the Chart Viewer</caption><thead><tr>{heads}</tr>"
        f"</thead><tbody>{rows}</tbody></table>"
    )


# JupyterLab takes plain keys for its own commands unless the element with the focus carries this
# attribute; text fields are left alone.
_KEYS = (
    "const box = this.closest('.hk-chart');"
    "box.addEventListener('focusin', ({target}) => {"
    " if (!target.matches('input[type=text], textarea'))"
    " target.setAttribute('data-lm-suppress-shortcuts', 'true');"
    "});"
    "box.setAttribute('role', 'group');"
    "box.setAttribute('aria-label', 'Chart Viewer');"
)

_CSS = """
.hk-chart{--hk-ink:var(--jp-content-font-color1,#212121);--hk-paper:var(--jp-layout-color0,#fff);
 --hk-line:var(--jp-border-color0,#757575);--hk-focus:var(--jp-content-link-color,#0b57d0);
 border:1px solid var(--hk-line);border-radius:10px;padding:14px 18px 16px;max-width:1120px;
 background:var(--jp-layout-color1,#fff);color:var(--hk-ink);overflow:visible;gap:10px}
.hk-chart .widget-html,.hk-chart .widget-html-content{color:var(--hk-ink);height:auto;
 line-height:1.5;overflow:visible}
.hk-chart p{margin:0 0 6px}
.hk-chart .hk-head{font-size:17px}
.hk-chart .hk-head span{font-size:12px}
.hk-chart .hk-part{max-height:340px;overflow:auto;border:1px solid var(--hk-line);
 background:var(--hk-paper)}
.hk-chart table{border-collapse:collapse;width:100%;font-size:13px;color:var(--hk-ink)}
.hk-chart caption{text-align:left;padding:6px 10px;font-weight:600;color:var(--hk-ink)}
.hk-chart :is(th,td){text-align:left!important;vertical-align:top;padding:5px 10px!important;
 border-top:1px solid var(--hk-line);white-space:normal;max-width:none;background:none;
 font-weight:400}
.hk-chart thead th{font-weight:600}
.hk-chart .hk-time{white-space:nowrap}
.hk-chart .hk-row{display:flex;flex-flow:row wrap;gap:10px 28px;overflow:visible}
.hk-chart :is(.widget-dropdown,.widget-textarea,.widget-radio){flex-direction:column;
 align-items:stretch;width:auto;height:auto;margin:0}
.hk-chart .widget-radio-box{width:auto;margin:0;display:flex;flex-flow:row wrap;gap:0 18px}
.hk-chart .widget-radio-box label{width:auto;color:var(--hk-ink);font-size:14px;line-height:1.8;
 height:auto}
.hk-chart .widget-label{width:auto;max-width:none;text-align:left;font-weight:600;margin:0;
 color:var(--hk-ink);justify-content:flex-start;line-height:1.6;height:auto}
.hk-chart :is(select,textarea){border:1px solid var(--hk-line)!important;border-radius:6px;
 background-color:var(--hk-paper);color:var(--hk-ink);font-size:14px;width:100%!important;
 box-sizing:border-box;margin:0}
.hk-chart .widget-dropdown select{height:36px;padding:0 10px;appearance:auto;background-image:none;
 flex:0 0 auto!important}
.hk-chart textarea{font-family:var(--jp-code-font-family,monospace);font-size:12.5px;padding:6px}
.hk-chart .widget-button{height:36px;width:auto;border-radius:6px;padding:0 16px;margin:0;
 background:#0b57d0;color:#fff;border:1px solid #0b57d0;font-weight:600;line-height:34px}
.hk-chart .widget-button.hk-plain{background:var(--hk-paper);color:var(--hk-ink);
 border-color:var(--hk-line);font-weight:400}
.hk-chart :is(select,textarea,button,input,.hk-part):focus{
 outline:3px solid var(--hk-focus)!important;outline-offset:2px}
.hk-chart .hk-status{min-height:1.5em}
body[data-jp-theme-light=false] .hk-chart{color-scheme:dark}
"""
