"""What a hostile page does in a browser, and how to make it do its worst."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_PROVOKE = """
async () => {
  const inside = [...document.querySelectorAll('#notebook *')];
  for (const part of inside) {
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'animationstart'])
      part.dispatchEvent(new Event(kind, {bubbles: true}));
  }
  for (const part of inside) {
    const goes = part.getAttribute('href') || part.getAttribute('xlink:href') || '';
    const near = !/^(https?|data):/i.test(goes.trim());
    const button = part.matches('button, summary, .click') && !part.closest('.panel-heading');
    if (part.isConnected && near && (goes || button))
      part.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
    await null;
  }
}
"""


@dataclass
class Watch:
    """Everything that a page was seen doing."""

    page: Any
    origin: str
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._said)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _said(self, message: Any) -> None:
        blank = "Loading the font 'about:blank'" in message.text  # MathJax measures with it
        if "Content Security Policy" in message.text and not blank:
            self.refused.append(f"{message.location}: {message.text}")

    @property
    def hits(self) -> set[int]:
        """Numbers of the vectors that fired."""
        return set(self.page.evaluate("() => top.hits || []"))

    @property
    def abroad(self) -> list[str]:
        """Requests that left this machine."""
        return [u for u in self.asked if not re.match(rf"{self.origin}/|data:|blob:|about:", u)]


def provoke(page: Any) -> None:
    """Touch and click whatever a student wrote on the open page."""
    page.wait_for_load_state("networkidle")
    page.evaluate(_PROVOKE)
    page.wait_for_timeout(500)
