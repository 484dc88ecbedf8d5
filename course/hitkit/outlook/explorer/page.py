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
        f'<th scope="col" class="hk-number">{escape(look.WORDS[choice.measure])}</th>'
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


def status(choice: Choice) -> str:
    """Say what is shown now."""
    where = "" if choice.place == ALL else f", {choice.place} pointed out"
    return f"Showing {look.WORDS[choice.measure]} of {choice.code} by {choice.by}{where}."


STYLE = """
.hk-outlook{max-width:1000px;--hk-fill:#0b57d0}
body[data-jp-theme-light=false] .hk-outlook{--hk-fill:#8ab4f8}
.hk-outlook .hk-row>*{flex:1 1 320px;min-width:0}
.hk-outlook .hk-source{font-size:12px;margin-top:6px}
.hk-outlook .hk-scroll{max-height:430px;overflow:auto;border:1px solid var(--hk-line);
 border-radius:6px;background:var(--hk-paper)}
.hk-outlook .hk-number{text-align:right!important;white-space:nowrap}
.hk-outlook td:last-child{width:45%}
.hk-outlook .hk-bar{display:block;height:12px;background:var(--hk-fill);min-width:1px}
"""
