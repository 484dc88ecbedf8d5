"""A notebook of an attacker: every way that is known to make a page of it run a program.

Each vector has a number; when it fires it reports the number to the page's ``hits``.
"""

from __future__ import annotations

import base64
from typing import Any

from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)

FAR = "http://192.0.2.1"  # TEST-NET: nobody's
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

_MARKUP = (
    "<script>JS</script>",
    "<img src=x onerror='JS'>",
    "<IMG SRC=x OnErRoR='JS'>",
    "<svg onload='JS'></svg>",
    "<svg><animate onbegin='JS' attributeName=x dur=1s /></svg>",
    "<svg><script>JS</script></svg>",
    "<details open ontoggle='JS'><summary>more</summary>x</details>",
    "<input autofocus onfocus='JS'>",
    "<video src=x onerror='JS'></video>",
    "<audio src=x onerror='JS'></audio>",
    "<iframe srcdoc='<script>parent.JS</script>'></iframe>",
    "<iframe src='javascript:parent.JS'></iframe>",
    "<object data='data:text/html,<script>parent.JS</script>'></object>",
    "<embed src='javascript:JS'>",
    "<style onload='JS'>p{}</style>",
    f"<style>@import '{FAR}/style.css'; body{{background:url({FAR}/picture)}}</style>",
    "<link rel=stylesheet href='data:text/css,p{}' onload='JS'>",
    f"<link rel=stylesheet href='{FAR}/style.css'>",
    f"<img src='{FAR}/picture.png'>",
    "<a href='javascript:JS' class=click>x</a>",
    "<a href=' &#106;avascript&colon;JS' class=click>x</a>",
    "<a href='java\tscript:JS' class=click>x</a>",
    "<form action='javascript:JS'><button class=click>x</button></form>",
    "<form id=f></form><button form=f formaction='javascript:JS' class=click>x</button>",
    "<math><a xlink:href='javascript:JS' href='javascript:JS' class=click>x</a></math>",
    "<math><mtext><table><mglyph><style><!--</style><i title='--&gt;&lt;img src=x onerror=JS&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=JS>'></noscript>",
    "<svg></p><style><a id='</style><img src=x onerror=JS>'>",
    "<template shadowrootmode=open><img src=x onerror='JS'></template>",
    "<div onmouseover='JS' class=click onclick='JS' style='position:fixed;inset:0'>x</div>",
    "<base href='http://192.0.2.1/'><script src='far.js'></script>",
    "<textarea><img title='</textarea><img src=x onerror=JS>'></textarea>",
    "<!--><img src=x onerror='JS'>-->",
    "<![CDATA[><img src=x onerror='JS'>]]>",
    "<marquee onstart='JS'>x</marquee>",
    "<x onanimationstart='JS' style='animation:x 1s'>x</x>",
    "<button popovertarget=p class=click>x</button><p popover id=p onbeforetoggle='JS'>x</p>",
    '<script src="data:text/javascript,JS"></script>',
)
_MARKDOWN = (
    "[x](javascript:JS)",
    "[x](JaVaScRiPt&#58;JS)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "<javascript:JS>",
    '![x](x" onerror="JS)',
    '![x](y "t" onerror="JS")',
    "![x](attachment:evil)",
    "# heading <img src=x onerror='JS'>",
    "|a <img src=x onerror='JS'>|b|\n|---|---|\n|c|d|",
    "```html\n</code></pre><img src=x onerror='JS'>\n```",
    "```mermaid\n</pre><img src=x onerror='JS'>\n```",
    "```\"><img src=x onerror='JS'>\nx\n```",
    "$\\href{javascript:JS}{x}$",
    "$$\\href{data:text/html,<script>JS</script>}{x}$$",
    "$\\unicode{<img src=x onerror='JS'>}$",
    "$\\class{full-credit}{x}\\cssId{evil}{x}\\style{background:url(http://192.0.2.1/x)}{x}$",
    "$\\require{../../evil}\\text{<img src=x onerror='JS'>}$",
    "\\begin{align}<img src=x onerror='JS'>&x\\end{align}",
    "$$</span><img src=x onerror='JS'>$$",
    "<math><mi href='javascript:JS'>x</mi></math>",
)


def code(number: int) -> str:
    """Return the program that reports a number."""
    return f"top.hits=(top.hits||[]).concat({number})"


def _numbered(texts: tuple[str, ...], first: int) -> list[str]:
    return [text.replace("JS", code(first + at)) for at, text in enumerate(texts)]


MARKUP = _numbered(_MARKUP, 100)
MARKDOWN = _numbered(_MARKDOWN, 200)


def outputs() -> list[Any]:
    """Return code outputs with programs in them."""
    bad = f"<img src=x onerror='{code(300)}'>"
    widget = "application/vnd.jupyter.widget-view+json"
    shown: list[dict[str, Any]] = [
        *({"text/html": text} for text in _numbered(_MARKUP, 400)),
        *(
            {"text/markdown": text}
            for text in _numbered(_MARKDOWN, 500)
            if "attachment" not in text
        ),
        {"application/javascript": code(301)},
        {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg' onload='{code(302)}'/>"},
        {"text/latex": f"$x$<img src=x onerror='{code(303)}'>"},
        {"text/latex": f"$\\href{{javascript:{code(304)}}}{{x}}$"},
        {"text/plain": bad},
        {"image/png": f'x" onerror="{code(305)}'},
        {"text/vnd.mermaid": bad},
        {widget: {"model_id": "</script>" + bad}, "text/plain": "a widget"},
        {"application/vnd.vega.v5+json": {"x": bad}},
    ]
    rich = [new_output("display_data", data=data) for data in shown]
    sized = new_output("display_data", data={"image/png": PIXEL})
    sized.metadata = {
        "image/png": {"width": f"1 onload={code(306)}", "alt": f'"onload="{code(307)}'}
    }
    filed = new_output("display_data", data={"image/jpeg": PIXEL})
    filed.metadata = {"filenames": {"image/jpeg": f'x" onerror="{code(308)}'}}
    alone = new_output("display_data", data={"text/html": f"<script>parent.{code(309)}</script>"})
    alone.metadata = {"text/html": {"isolated": True}}
    return [
        *rich,
        sized,
        filed,
        alone,
        new_output("execute_result", data={"text/html": bad}, execution_count=1),
        new_output("stream", name="stdout", text=f"\x1b[31m{bad}\x1b[0m"),
        new_output(
            "stream", name="stderr", text=f"\x1b]8;;javascript:{code(310)}\x07x\x1b]8;;\x07"
        ),
        new_output("error", ename=bad, evalue=bad, traceback=[f"\x1b[0;31m{bad}\x1b[0m", bad]),
    ]


def text(vectors: list[str]) -> str:
    """Return one Markdown text of vectors, with words between them."""
    parts = [f"Word {at}.\n\n{part}\n" for at, part in enumerate(vectors)]
    return "\n".join(parts) + "\nThe last word of the student.\n"


def notebook() -> Any:
    """Return a notebook that is hostile in every part, as nbgrader's own grading may keep it."""
    bad = f"<img src=x onerror='{code(600)}'>"
    cells: list[Any] = [new_markdown_cell(part) for part in (*MARKDOWN, *MARKUP)]
    for cell in cells:
        cell.attachments = {
            "evil": {"text/html": base64.b64encode(bad.encode()).decode()},
            f'"onerror="{code(601)}': {f'image/png"onerror="{code(602)}': PIXEL},
        }
    cells.append(new_raw_cell(bad))
    cells[-1].metadata["raw_mimetype"] = ""
    cells.append(new_code_cell(f"%%html\n{bad}", outputs=outputs()))
    cells[-1].metadata |= {"tags": [f'"><script>{code(603)}</script>'], "magics_language": bad}
    cells[-1]["id"] = "cell"
    grade = {"grade": True, "solution": True, "locked": False, "task": False, "points": 1}
    name = f'x"><img src=x onerror="{code(604)}">'
    for kind in (new_markdown_cell, new_code_cell):
        cells.append(kind("an answer"))
        cells[-1].metadata["nbgrader"] = {**grade, "grade_id": name, "schema_version": 3}
    made = new_notebook(cells=cells)
    made.metadata |= {
        "title": f"</title><script>{code(605)}</script>",
        "widgets": {
            "application/vnd.jupyter.widget-state+json": {"state": {"x": f"</script>{bad}"}}
        },
    }
    return made
