"""What the explorer shows, as HTML: a table with a bar in each row, readable without color."""

from __future__ import annotations

from html import escape

from hitkit.outlook import tables
from hitkit.outlook.explorer import look
from hitkit.outlook.explorer.look import ALL, Choice, Line

_NO_MATHS = "mathjax_ignore tex2jax_ignore"  # a dollar sign is money here, no formula


def page_html(choice: Choice) -> str:
    """Show the table with its bars, what there is to see, and the source."""
    found = look.lines(choice)
    scale = max((abs(line.number) for line in found if line.number is not None), default=0.0)
    rows = "".join(_row(line, choice, scale) for line in found)
    source = tables.source(choice.kind.table)
    body = (
        '<div class="hk-scroll" role="region" tabindex="0" aria-label="Table with bars"><table>'
        f"<caption>{escape(look.heading(choice))}</caption><thead><tr>"
        f'<th scope="col">{escape(choice.kind.rows_are)}</th>'
        f'<th scope="col">{escape(look.WORDS[choice.measure])}</th>'
        '<th scope="col">Bar, from zero</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        if found
        else ""
    )
    return (
        f'<div class="{_NO_MATHS}"><p>{escape(look.finding(choice))}</p>{body}'
        f'<p class="hk-source">Source: {escape(str(source))}. {escape(source.caveats[0])}</p></div>'
    )


def _row(line: Line, choice: Choice, scale: float) -> str:
    here = line.name == choice.place
    name = f"<b>{escape(line.name)} (chosen)</b>" if here else escape(line.name)
    if line.number is None:
        cell, bar = escape(line.cell or "empty"), "no bar: not a number"
    else:
        width = round(100 * max(line.number, 0) / scale, 1) if scale else 0
        cell = escape(look.shown(line.number, choice.measure))
        bar = f'<span class="hk-bar" aria-hidden="true" style="width:{width:g}%"></span>'
    return f'<tr><th scope="row">{name}</th><td class="hk-number">{cell}</td><td>{bar}</td></tr>'


def status_html(text: str) -> str:
    """Show a message that screen readers speak when it appears."""
    return f'<p role="status" aria-live="polite" class="hk-status">{escape(text)}</p>'


def status(choice: Choice) -> str:
    """Say what is shown now."""
    where = "" if choice.place == ALL else f", {choice.place} pointed out"
    return f"Showing {look.WORDS[choice.measure]} of {choice.code} by {choice.by}{where}."


def head_html() -> str:
    """Show the name of the tool, with its style sheet."""
    return (
        f'<style onload="{_KEYS}">{_CSS}</style><p class="hk-head"><b>Outlook Explorer</b></p>'
        "<p>Public figures of the U.S. Bureau of Labor Statistics. Choose with the arrow keys or "
        "the mouse.</p>"
    )


# JupyterLab takes plain keys for its own commands unless the element with the focus has this mark.
_KEYS = (
    "const box = this.closest('.hk-outlook');"
    "box.addEventListener('focusin', ({target}) => {"
    " if (!target.matches('textarea'))"
    " target.setAttribute('data-lm-suppress-shortcuts', 'true');"
    "});"
    "box.setAttribute('role', 'group');"
    "box.setAttribute('aria-label', 'Outlook Explorer');"
)

_CSS = """
.hk-outlook{--hk-ink:var(--jp-content-font-color1,#212121);
 --hk-paper:var(--jp-layout-color0,#fff);--hk-line:var(--jp-border-color0,#757575);
 --hk-focus:var(--jp-content-link-color,#0b57d0);--hk-fill:#0b57d0;
 border:1px solid var(--hk-line);border-radius:10px;padding:14px 18px 16px;max-width:1000px;
 background:var(--jp-layout-color1,#fff);color:var(--hk-ink);overflow:visible;gap:10px}
body[data-jp-theme-light=false] .hk-outlook{color-scheme:dark;--hk-fill:#8ab4f8}
.hk-outlook .hk-row{display:flex;flex-flow:row wrap;gap:10px 16px;overflow:visible}
.hk-outlook .hk-row>*{flex:1 1 320px;min-width:0}
.hk-outlook :is(.widget-html,.widget-html-content){color:var(--hk-ink);height:auto;
 line-height:1.45;overflow:visible}
.hk-outlook p{margin:0 0 6px}
.hk-outlook .hk-head{font-size:17px}
.hk-outlook .hk-source{font-size:12px;margin-top:6px}
.hk-outlook :is(.widget-dropdown,.widget-textarea){flex-direction:column;align-items:stretch;
 width:auto;height:auto;margin:0}
.hk-outlook .widget-label{width:auto;max-width:none;text-align:left;font-weight:600;margin:0;
 color:var(--hk-ink);justify-content:flex-start;line-height:1.6;height:auto}
.hk-outlook :is(select,textarea){border:1px solid var(--hk-line)!important;border-radius:6px;
 background:var(--hk-paper);color:var(--hk-ink);font-size:14px;flex:0 0 auto!important;
 width:100%!important;max-height:none;margin:0;box-sizing:border-box}
.hk-outlook select{height:36px;padding:0 10px;appearance:auto;background-image:none}
.hk-outlook textarea{font-family:var(--jp-code-font-family,monospace);font-size:13px;padding:6px;
 height:auto}
.hk-outlook :is(select,textarea,.hk-scroll):focus{outline:3px solid var(--hk-focus)!important;
 outline-offset:2px}
.hk-outlook .hk-scroll{max-height:430px;overflow:auto;border:1px solid var(--hk-line);
 border-radius:6px;background:var(--hk-paper)}
.hk-outlook table{border-collapse:collapse;width:100%;font-size:13px;margin:0}
.hk-outlook caption{text-align:left;font-weight:600;padding:6px 10px;color:var(--hk-ink)}
.hk-outlook :is(td,th){text-align:left;padding:3px 10px;font-weight:400;white-space:normal;
 background:var(--hk-paper);color:var(--hk-ink)}
.hk-outlook thead th{font-weight:600;border-bottom:1px solid var(--hk-line)}
.hk-outlook :is(.hk-number){text-align:right;white-space:nowrap}
.hk-outlook td:last-child{width:45%}
.hk-outlook .hk-bar{display:block;height:12px;background:var(--hk-fill);min-width:1px}
"""
