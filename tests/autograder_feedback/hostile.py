"""Text that tries to become a program, and a reader that sees whether it did."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import strategies as st

PAYLOADS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</pre></code></div><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext></table><mglyph><style><img src onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&#58;alert(1))",
    "[a]( \tjava\nscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    '[a](https://example.org/"onmouseover=alert(1)//)',
    "[a](//example.org)",
    '![a](x" onerror="alert(1))',
    "![<script>](data:image/svg+xml,<svg onload=alert(1)>)",
    "<javascript:alert(1)>",
    "<a href=javascript:alert(1)>a</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<form action=//example.org><button>",
    "<link rel=stylesheet href=//example.org>",
    "<style>*{background:url(//example.org)}</style>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "|<img src=x onerror=alert(1)>|b|\n|---|---|\n|c|d|",
    "# <img src=x onerror=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "{{ 7 * 7 }}{% raw %}",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00\x0b\ud800\u202e",
)

texts = st.lists(st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=20)), max_size=4).map(
    "\n".join
)

_KNOWN = """
    html head meta title style body main header footer section div span p a h1 h2 h3 h4 dl dt dd
    svg rect ol ul li table caption thead tbody tfoot tr th td pre code b strong em del br hr
    blockquote
"""
_ATTRIBUTES = """
    lang charset http-equiv content name class href id tabindex viewbox preserveaspectratio
    aria-hidden aria-labelledby focusable width height scope rel
"""


class Reader(HTMLParser):
    """Collects the tags, links and text of a page, and what should not be in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.pieces: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN.split():
            self.wrong.append(f"<{tag}>")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(tag)
        for name, value in attrs:
            if name not in _ATTRIBUTES.split() and not (tag == "th" and name == "style"):
                self.wrong.append(f"<{tag} {name}={value!r}>")
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    @property
    def text(self) -> str:
        """The text, as it stands in the page."""
        return "".join(self.pieces)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def assert_harmless(page: str) -> Reader:
    """Check that a piece of HTML holds text and known tags only."""
    reader = Reader(page)
    assert reader.wrong == []
    for link in reader.links:
        assert link.startswith(("#", "https://", "http://", "mailto:")), link
    return reader
