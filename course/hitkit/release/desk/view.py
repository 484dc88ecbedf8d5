"""What the Release Desk shows, as text and HTML: pure functions, for light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from hitkit.release.citations import RULES
from hitkit.release.desk.sheet import Sheet

DECISIONS = {
    "release": "release: all that is asked for may go",
    "part": "part: some may go, the rest stays",
    "refuse": "refuse: nothing goes now",
}


def header_html() -> str:
    """Show the name of the tool, with its style sheet and its hold on the keyboard."""
    return (
        f'<style onload="{_KEYS}">{_CSS}</style><p class="hk-head"><b>Release Desk</b> '
        "<span>45 CFR Part 164, 42 CFR Part 2</span></p>"
    )


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


def request_labels(requests: Iterable[str], sheet: Sheet) -> list[tuple[str, str]]:
    """Name each request with what was decided so far."""
    return [
        (f"{request} ({sheet[request]['decision'] if request in sheet else 'open'})", request)
        for request in requests
    ]


def rule_labels() -> list[tuple[str, str]]:
    """Name each rule with what it is about, after an empty choice."""
    return [("choose a rule", ""), *((f"{rule}: {about}", rule) for rule, about in RULES.items())]


def status_html(text: str, trouble: bool = False) -> str:
    """Show a message that screen readers speak when it appears."""
    word = "<b>Mind:</b> " if trouble else ""
    return f'<p role="status" aria-live="polite" class="hk-status">{word}{escape(text)}</p>'


def sheet_html(sheet: Sheet, requests: Iterable[str]) -> str:
    """Show the decisions as a table, for places where widgets cannot live."""
    rows = []
    for request in requests:
        filed = sheet.get(request)
        cells = (
            (filed["decision"], ", ".join(filed["send"]) or "nothing", filed["rule"])
            if filed
            else ("open", "", "")
        )
        rows.append(
            f'<tr><th scope="row">{escape(request)}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            + "</tr>"
        )
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Request", "Decision", "Send", "Rule"))
    return (
        f"<table><caption>Decisions filed at the Release Desk</caption><thead><tr>{heads}</tr>"
        f"</thead><tbody>{''.join(rows)}</tbody></table>"
    )


# JupyterLab takes plain keys for its own commands unless the element with the focus carries this
# attribute; text fields are left alone.
_KEYS = (
    "const box = this.closest('.hk-desk');"
    "box.addEventListener('focusin', ({target}) => {"
    " if (!target.matches('input[type=text], textarea'))"
    " target.setAttribute('data-lm-suppress-shortcuts', 'true');"
    "});"
    "box.setAttribute('role', 'group');"
    "box.setAttribute('aria-label', 'Release Desk');"
)

_CSS = """
.hk-desk{--hk-ink:var(--jp-content-font-color1,#212121);--hk-paper:var(--jp-layout-color0,#fff);
 --hk-line:var(--jp-border-color0,#757575);--hk-focus:var(--jp-content-link-color,#0b57d0);
 border:1px solid var(--hk-line);border-radius:10px;padding:14px 18px 16px;max-width:1120px;
 background:var(--jp-layout-color1,#fff);color:var(--hk-ink);overflow:visible;gap:10px}
.hk-desk .widget-html,.hk-desk .widget-html-content{color:var(--hk-ink);height:auto;
 line-height:1.5;overflow:visible}
.hk-desk p{margin:0 0 6px}
.hk-desk .hk-head{font-size:17px}
.hk-desk .hk-head span{font-size:12px}
.hk-desk .hk-letter,.hk-desk .hk-paper{white-space:pre-wrap;border-left:4px solid var(--hk-line);
 padding:8px 14px;background:var(--hk-paper);margin:4px 0 10px}
.hk-desk .hk-paper{border:1px dashed var(--hk-line);font-size:12.5px;
 font-family:var(--jp-code-font-family,monospace)}
.hk-desk .hk-row{display:flex;flex-flow:row wrap;gap:10px 28px;overflow:visible}
.hk-desk :is(.widget-dropdown,.widget-textarea,.widget-radio){flex-direction:column;
 align-items:stretch;width:auto;height:auto;margin:0}
.hk-desk .widget-radio-box{width:auto;margin:0}
.hk-desk .widget-radio-box label{width:auto;color:var(--hk-ink);font-size:14px;line-height:1.8;
 height:auto}
.hk-desk .widget-label{width:auto;max-width:none;text-align:left;font-weight:600;margin:0;
 color:var(--hk-ink);justify-content:flex-start;line-height:1.6;height:auto}
.hk-desk .widget-checkbox{width:auto;height:auto;margin:0}
.hk-desk .widget-label-basic{color:var(--hk-ink);font-size:14px;line-height:1.8;height:auto;
 background:none}
.hk-desk :is(select,textarea){border:1px solid var(--hk-line)!important;border-radius:6px;
 background-color:var(--hk-paper);color:var(--hk-ink);font-size:14px;width:100%!important;
 flex:0 0 auto!important;box-sizing:border-box;margin:0}
.hk-desk .widget-dropdown select{height:36px;padding:0 10px;appearance:auto;background-image:none}
.hk-desk textarea{font-family:var(--jp-code-font-family,monospace);font-size:12.5px;padding:6px}
.hk-desk .widget-button{height:36px;width:auto;border-radius:6px;padding:0 16px;margin:0;
 background:#0b57d0;color:#fff;border:1px solid #0b57d0;font-weight:600;line-height:34px}
.hk-desk .widget-button.hk-plain{background:var(--hk-paper);color:var(--hk-ink);
 border-color:var(--hk-line);font-weight:400}
.hk-desk :is(select,textarea,button,input):focus{outline:3px solid var(--hk-focus)!important;
 outline-offset:2px}
.hk-desk .hk-status{min-height:1.5em}
body[data-jp-theme-light=false] .hk-desk{color-scheme:dark}
"""
