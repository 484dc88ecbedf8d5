"""What Match Review shows, as text and HTML: pure functions, for light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from hitkit.quality.policy import DECISIONS
from hitkit.quality.review.sheet import Sheet

CHOICES = {
    DECISIONS[0]: "same: one person, two records",
    DECISIONS[1]: "different: two people",
    DECISIONS[2]: "cannot tell: ask before anybody merges",
}


def header_html() -> str:
    """Show the name of the tool, with its style sheet and its hold on the keyboard."""
    return (
        f'<style onload="{_KEYS}">{_CSS}</style><p class="hk-head"><b>Match Review</b> '
        "<span>two records side by side</span></p>"
    )


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


def pair_labels(pairs: Iterable[str], sheet: Sheet) -> list[tuple[str, str]]:
    """Name each pair with what was decided so far."""
    return [(f"{pair} ({sheet.get(pair, 'open')})", pair) for pair in pairs]


def status_html(text: str, trouble: bool = False) -> str:
    """Show a message that screen readers speak when it appears."""
    word = "<b>Mind:</b> " if trouble else ""
    return f'<p role="status" aria-live="polite" class="hk-status">{word}{escape(text)}</p>'


def sheet_html(sheet: Sheet, pairs: Iterable[str]) -> str:
    """Show the decisions as a table, for places where widgets cannot live."""
    rows = "".join(
        f'<tr><th scope="row">{escape(pair)}</th><td>{escape(sheet.get(pair, "open"))}</td></tr>'
        for pair in pairs
    )
    return (
        '<table><caption>Decisions of Match Review</caption><thead><tr><th scope="col">Pair</th>'
        f'<th scope="col">Decision</th></tr></thead><tbody>{rows}</tbody></table>'
    )


# JupyterLab takes plain keys for its own commands unless the element with the focus carries this
# attribute; text fields are left alone.
_KEYS = (
    "const box = this.closest('.hk-review');"
    "box.addEventListener('focusin', ({target}) => {"
    " if (!target.matches('input[type=text], textarea'))"
    " target.setAttribute('data-lm-suppress-shortcuts', 'true');"
    "});"
    "box.setAttribute('role', 'group');"
    "box.setAttribute('aria-label', 'Match Review');"
)

_CSS = """
.hk-review{--hk-ink:var(--jp-content-font-color1,#212121);--hk-paper:var(--jp-layout-color0,#fff);
 --hk-line:var(--jp-border-color0,#757575);--hk-focus:var(--jp-content-link-color,#0b57d0);
 border:1px solid var(--hk-line);border-radius:10px;padding:14px 18px 16px;max-width:860px;
 background:var(--jp-layout-color1,#fff);color:var(--hk-ink);overflow:visible;gap:10px}
.hk-review .widget-html,.hk-review .widget-html-content{color:var(--hk-ink);height:auto;
 line-height:1.5;overflow:visible}
.hk-review p{margin:0 0 6px}
.hk-review .hk-head{font-size:17px}
.hk-review .hk-head span{font-size:12px}
.hk-review table{border-collapse:collapse;width:100%;background:var(--hk-paper);font-size:14px;
 color:var(--hk-ink)}
.hk-review caption{text-align:left;font-weight:600;padding:4px 0;color:var(--hk-ink)}
.hk-review :is(th,td){border:1px solid var(--hk-line);padding:4px 10px;text-align:left}
.hk-review .hk-differs td{font-weight:700}
.hk-review .hk-blank td{font-style:italic}
.hk-review .hk-row{display:flex;flex-flow:row wrap;gap:10px 28px;overflow:visible}
.hk-review :is(.widget-dropdown,.widget-textarea,.widget-radio){flex-direction:column;
 align-items:stretch;width:auto;height:auto;margin:0}
.hk-review .widget-radio-box{width:auto;margin:0}
.hk-review .widget-radio-box label{width:auto;color:var(--hk-ink);font-size:14px;line-height:1.8;
 height:auto}
.hk-review .widget-label{width:auto;max-width:none;text-align:left;font-weight:600;margin:0;
 color:var(--hk-ink);justify-content:flex-start;line-height:1.6;height:auto}
.hk-review :is(select,textarea){border:1px solid var(--hk-line)!important;border-radius:6px;
 background-color:var(--hk-paper);color:var(--hk-ink);font-size:14px;width:100%!important;
 box-sizing:border-box;margin:0}
.hk-review .widget-dropdown select{flex:0 0 36px;height:36px;padding:0 10px;appearance:auto;
 background-image:none}
.hk-review textarea{font-family:var(--jp-code-font-family,monospace);font-size:12.5px;padding:6px}
.hk-review .widget-button{height:36px;width:auto;border-radius:6px;padding:0 16px;margin:0;
 background:#0b57d0;color:#fff;border:1px solid #0b57d0;font-weight:600;line-height:34px}
.hk-review .widget-button.hk-plain{background:var(--hk-paper);color:var(--hk-ink);
 border-color:var(--hk-line);font-weight:400}
.hk-review :is(select,textarea,button,input):focus{outline:3px solid var(--hk-focus)!important;
 outline-offset:2px}
.hk-review .hk-status{min-height:1.5em}
body[data-jp-theme-light=false] .hk-review{color-scheme:dark}
"""
