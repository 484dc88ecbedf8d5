"""Pictures that a Markdown cell carries with it, and nothing else that it might carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

KINDS = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def attached(cell: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the pictures attached to a cell, by name and kind, in base64."""
    attachments = cell.get("attachments")
    kept: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, Mapping) else ():
        if isinstance(name, str) and isinstance(bundle, Mapping):
            pictures = {k: d for k, d in bundle.items() if k in KINDS and _is_base64(d)}
            if pictures:
                kept[name] = pictures
    return kept


def _is_base64(data: Any) -> bool:
    return isinstance(data, str) and BASE64.fullmatch(data) is not None
