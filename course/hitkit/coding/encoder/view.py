"""What the Encoder shows, as text and HTML: pure functions, styled for light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from hitkit.coding.tabular import RELEASE, Entry, Note, Tabular

_LONGEST_TREE = 60
_KINDS = {
    "7th character": "each code needs one of these as its 7th character (I.A.5)",
    "Inclusion term": "conditions that this code is for (I.A.11)",
    "Includes": "examples of what belongs here (I.A.10)",
    "Excludes1": "never together with this code, unless the two are unrelated (I.A.12.a)",
    "Excludes2": "not part of this code; code both if the patient has both (I.A.12.b)",
    "Code first": "goes before this code on the sheet (I.A.13)",
    "Use additional code": "add after this code, if documented (I.A.13)",
    "Code also": "may need a second code; the order depends on the encounter (I.A.17)",
    "Note": "",
}


def tree_lines(table: Tabular, here: int) -> list[int]:
    """Choose the lines to show around an entry: all above it, and below as deep as stays short.

    Around a code that has nothing below it, the codes beside it are shown.
    """
    parent = table.entries[here].parent
    root = here if table.children(here) or parent is None else parent
    below = table.children(root)
    while True:
        deeper = [j for i in below for j in [i, *(c for c in table.children(i) if c not in below)]]
        deeper = list(dict.fromkeys(deeper))
        if len(deeper) > _LONGEST_TREE or len(deeper) == len(below):
            return [*table.ancestors(root), root, *below]
        below = deeper


def hit_labels(table: Tabular, hits: list[int]) -> list[str]:
    """Write entries as lines of the list of matches."""
    titles = zip(hits, _short_titles(table, hits), strict=True)
    return [f"{table.entries[i].shown:<8}  {title}" for i, title in titles]


def tree_labels(table: Tabular, lines: list[int]) -> list[str]:
    """Write entries as indented lines of the tabular list."""
    labels = []
    for i, title in zip(lines, _short_titles(table, lines), strict=True):
        entry = table.entries[i]
        name = f"Chapter {entry.code}" if entry.level == "chapter" else entry.shown
        labels.append(f"{' ' * len(table.ancestors(i))}{name}  {title}")
    return labels


def _short_titles(table: Tabular, lines: list[int]) -> Iterator[str]:
    """Give titles; of 7th-character codes right under their parent only what they add to it."""
    under: int | None = None
    for i in lines:
        entry = table.entries[i]
        if under is not None and entry.level == "7th character" and entry.parent == under:
            yield entry.title.replace(f"{table.entries[under].title}, ", "… ", 1)
        else:
            under = i
            yield entry.title


def pick_labels(table: Tabular, codes: list[str]) -> list[str]:
    """Write picked codes as numbered lines of the answer sheet."""
    return [f"{n}. {code:<8}  {_title(table, code)}" for n, code in enumerate(codes, start=1)]


def standing(entry: Entry) -> str:
    """Say in words whether an entry can be reported as it stands."""
    if entry.billable:
        return "Billable code."
    if entry.level in ("chapter", "block"):
        return f"A {entry.level} of the list, not a code."
    return "Not billable: more characters are needed."


def entry_html(table: Tabular, i: int, notes: list[Note]) -> str:
    """Show one entry in full: code, title, standing, and the notes that bind it."""
    entry = table.entries[i]
    mark = "✓" if entry.billable else "✕"
    head = (
        f'<p class="hk-title"><b class="hk-code">{escape(entry.shown)}</b> {escape(entry.title)}'
        f'</p><p class="hk-standing"><span aria-hidden="true">{mark}</span> {standing(entry)}</p>'
    )
    order = list(_KINDS)
    grouped = groupby(sorted(notes, key=lambda n: order.index(n.kind)), key=lambda n: n.kind)
    body = "".join(_kind_html(kind, list(group), entry) for kind, group in grouped)
    none = "<p>No notes bind this entry.</p>"
    return (
        f'{head}<div class="hk-notes" role="region" tabindex="0" '
        f'aria-label="Notes that bind {escape(entry.code)}"><dl>{body}</dl>{"" if body else none}'
        "</div>"
    )


def _kind_html(kind: str, notes: list[Note], here: Entry) -> str:
    gloss = f' <span class="hk-gloss">{escape(_KINDS[kind])}</span>' if _KINDS[kind] else ""
    parts = [f"<dt><b>{kind}</b>{gloss}</dt>"]
    for source, group in groupby(notes, key=lambda note: note.source):
        origin = "" if source == here else f'<span class="hk-from">{_origin(source)}</span>'
        lines = [line for note in group for line in note.text.splitlines()]
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        parts.append(f"<dd>{origin}<ul>{listed}</ul></dd>")
    return "".join(parts)


def _origin(source: Entry) -> str:
    where = f"{source.level} {source.code}" if source.level != "7th character" else source.code
    return escape(f"from {where}, {source.title}")


def note_html(note: str) -> str:
    """Show the note of an encounter, its line breaks kept."""
    return f'<div class="hk-note">{escape(note)}</div>'


def sheet_html(table: Tabular, sheet: Mapping[str, list[str]]) -> str:
    """Show the answer sheet as a table, for places where widgets cannot live."""
    rows = []
    for encounter, codes in sheet.items():
        items = "".join(f"<li>{escape(code)} {escape(_title(table, code))}</li>" for code in codes)
        cell = f"<ol>{items}</ol>" if codes else "no codes yet"
        rows.append(f'<tr><th scope="row">{escape(encounter)}</th><td>{cell}</td></tr>')
    return (
        f"<table><caption>Answer sheet, {escape(RELEASE)}</caption><thead><tr>"
        '<th scope="col">Encounter</th><th scope="col">Codes, first-listed on top</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _title(table: Tabular, code: str) -> str:
    i = table.position(code)
    return table.entries[i].title if i is not None else "(not in this release)"


def legend_html() -> str:
    """Explain the dash, once."""
    return (
        '<p class="hk-gloss">A dash at the end of a code (S52.53-) means that more characters are '
        "needed.</p>"
    )


def joined(parts: Iterable[str]) -> str:
    """Join sentences with single blanks, leaving out empty ones."""
    return " ".join(part for part in parts if part)


STYLE = """
.hk-encoder .hk-row>:is(.widget-select,.widget-textarea,.hk-column){flex:1 1 380px;min-width:0}
.hk-encoder .hk-column{gap:10px;overflow:visible}
.hk-encoder :is(p,.widget-html){margin:0}
.hk-encoder .hk-from{color:var(--hk-soft);font-size:12px;font-weight:400}
.hk-encoder .widget-select select{font-family:var(--jp-code-font-family,monospace);font-size:13px;
 padding:4px;line-height:1.5;height:auto}
.hk-encoder option{padding:1px 6px;border-radius:4px;color:var(--hk-ink);overflow:hidden;
 text-overflow:ellipsis}
.hk-encoder .widget-select option:checked{background:#0b57d0 linear-gradient(#0b57d0,#0b57d0);
 color:#fff}
.hk-encoder .hk-note{white-space:pre-wrap;border-left:4px solid var(--hk-line);
 padding:6px 12px;background:var(--hk-paper)}
.hk-encoder .hk-title{font-size:15px}
.hk-encoder .hk-code{font-family:var(--jp-code-font-family,monospace)}
.hk-encoder .hk-notes{max-height:210px;overflow:auto;border:1px solid var(--hk-line);
 border-radius:6px;padding:2px 12px 8px;margin-top:6px;background:var(--hk-paper)}
.hk-encoder .hk-notes :is(dl,dt,dd,ul){float:none;width:auto;max-width:none;margin:0}
.hk-encoder .hk-notes dt{margin-top:7px}
.hk-encoder .hk-notes dd{padding-left:12px}
.hk-encoder .hk-notes ul{padding-left:18px}
"""
