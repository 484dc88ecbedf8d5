"""Student work as formgrader may show it: words, tables and pictures, and nothing that runs."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import nh3
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode, from_dict
from pygments.token import STANDARD_TYPES

from autograder import pictures
from autograder.pictures import BASE64, KINDS

_SHOWN = ("text/html", "text/markdown", "text/latex", "text/plain", *KINDS)
_PICTURE = re.compile(rf"data:(?:{'|'.join(map(re.escape, KINDS))});base64,{BASE64.pattern}")
_OWN_PICTURE = re.compile(r"[\w-][\w -]*(?:/[\w-][\w -]*)*\.(?:png|jpe?g|gif|svg|webp)", re.I)
_LINK = re.compile(r"(?:https?|mailto):", re.I)
_GRADE_ID = re.compile(r"[\w-]+")
_FLAGS = ("grade", "solution", "locked", "task")
_NUMBERS = ("points", "score")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if _PICTURE.fullmatch(value) or _OWN_PICTURE.fullmatch(value) else None
    if tag == "a" and name == "href":
        return value if _LINK.match(value.strip()) else None
    return value


# No ids and no classes but those of coloured code: formgrader's own buttons answer to them.
_cleaner = nh3.Cleaner(
    tags=set(nh3.ALLOWED_TAGS) - {"area", "map"},
    attributes={
        "a": {"href"},
        "details": {"open"},
        "img": {"src", "alt", "width", "height"},
        "ol": {"start"},
        "table": {"border"},
        "tr": {"style"},
        **{cell: {"colspan", "rowspan", "scope", "style"} for cell in ("td", "th")},
    },
    attribute_filter=_attribute,
    filter_style_properties={"text-align"},
    allowed_classes={
        "div": {"highlight"},
        "span": set(STANDARD_TYPES.values()) - {""},
        "table": {"dataframe"},
    },
    set_tag_attribute_values={"a": {"target": "_blank"}},
    url_schemes={"http", "https", "mailto", "data"},
)


def clean_html(text: str) -> str:
    """Return HTML without scripts, frames, forms, styles, ids and foreign pictures."""
    return _cleaner.clean(_whole(text))


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()  # half a character is no text


class _Renderer(IPythonRenderer):
    """nbconvert's, past a picture that the work does not bring along."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        name = url.removeprefix("attachment:")
        if name != url and name not in self.attachments:
            return f"[This picture is missing: {text}]"
        return super().image(text, url, title)


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Stand in for nbconvert's filter of this name; what it cannot read is shown as written."""
    source = _whole(source)
    attached = context.get("cell", {}).get("attachments", {})
    renderer = _Renderer(escape=False, attachments=attached, exclude_anchor_links=True)
    try:
        return clean_html(MarkdownWithMath(renderer=renderer).render(source))
    except Exception:  # one cell must not keep a person from marking the others
        return f"<pre>{html.escape(source)}</pre>"


class CleanNotebook(Preprocessor):
    """An nbconvert preprocessor that leaves of a notebook what a person may look at."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook cleaned."""
        nb.cells = [_cell(cell) for cell in nb.cells]
        nb.metadata = from_dict({"language_info": {"name": "python"}})
        return nb, resources


def _cell(cell: NotebookNode) -> NotebookNode:
    cleaned: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "source": str(cell.source),
        "metadata": _cell_metadata(cell.metadata),
    }
    if isinstance(cell.get("id"), str):
        cleaned["id"] = cell.id
    if cell.cell_type == "code":
        count = cell.get("execution_count")
        cleaned["execution_count"] = count if isinstance(count, int) else None
        cleaned["outputs"] = [o for o in map(_output, cell.get("outputs", [])) if o is not None]
    else:
        cleaned["attachments"] = pictures.attached(cell)
    return from_dict(cleaned)


def _cell_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    given = metadata.get("nbgrader")
    if not isinstance(given, Mapping):
        return {}
    name = given.get("grade_id")
    if not isinstance(name, str) or not _GRADE_ID.fullmatch(name):
        return {}
    kept: dict[str, Any] = {"grade_id": name}
    kept |= {flag: given.get(flag) is True for flag in _FLAGS}
    kept |= {key: _number(given[key]) for key in _NUMBERS if key in given}
    if isinstance(given.get("comment"), str):
        kept["comment"] = given["comment"]
    return {"nbgrader": kept}


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _output(output: Mapping[str, Any]) -> dict[str, Any] | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = output.get("name")
        return {"output_type": kind, "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        lines = output.get("traceback")
        lines = [_text(line) for line in lines] if isinstance(lines, list) else []
        return {"output_type": kind, "ename": "", "evalue": "", "traceback": lines}
    if kind not in ("execute_result", "display_data"):
        return None
    given = output.get("data")
    data = _data(given if isinstance(given, Mapping) else {})
    cleaned = {"output_type": kind, "data": data, "metadata": _sizes(output.get("metadata"), data)}
    return cleaned if kind == "display_data" else cleaned | {"execution_count": None}


def _data(given: Mapping[str, Any]) -> dict[str, str]:
    data = {}
    for kind in _SHOWN:
        text = _text(given.get(kind))
        if kind == "text/html":
            text = clean_html(text).strip()
        elif kind in KINDS and kind != "image/svg+xml" and not BASE64.fullmatch(text):
            text = ""
        if text:
            data[kind] = text
    if data:
        return data
    return {"text/plain": f"[Not shown here: {', '.join(sorted(map(str, given)))[:200]}]"}


def _sizes(metadata: Any, data: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return the width and height of pictures; a template writes them into a tag as they are."""
    found = {}
    for kind in data:
        given = metadata.get(kind) if isinstance(metadata, Mapping) else None
        if kind in KINDS and isinstance(given, Mapping):
            found[kind] = {
                side: given[side] for side in ("width", "height") if type(given.get(side)) is int
            }
    return found


def _text(value: Any) -> str:
    """Return text that notebook formats may give as a list of lines."""
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""
