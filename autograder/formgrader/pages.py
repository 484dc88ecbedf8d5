"""The pages of formgrader: nbgrader's templates, their scripts named and all others refused."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.handlers import template_path

from . import CLEANING

# One for each start of the server: only the people who may grade ever see it.
_NONCE = secrets.token_urlsafe(16)
_MATHJAX = "/formgrader/mathjax/MathJax.js?config=TeX-AMS-MML_HTMLorMML-full,Safe"
_ON_CLICK = re.compile(r'onclick="([^"{]*)"', re.I)


class _Templates(BaseLoader):
    """Reads nbgrader's templates and marks the scripts in them as ours.

    It works on the text of a template, before anything is filled in: what a student wrote is
    never marked.
    """

    def __init__(self, folders: list[str]) -> None:
        self._files = FileSystemLoader(folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, Any, Any]:
        source, name, fresh = self._files.get_source(environment, template)
        return _ours(source), name, fresh


def _ours(source: str) -> str:
    source = source.replace(
        "{{ mathjax() }}", f"{{{{ mathjax(resources.base_url ~ '{_MATHJAX}') }}}}"
    )
    utils = re.compile(r'<script src="(\{\{[^}]*\}\}/formgrader)/static/js/utils\.js"></script>')
    source = utils.sub(r'\g<0><script src="\1/links.js"></script>', source)
    return source.replace("<script", f'<script nonce="{_NONCE}"')


def environment() -> Environment:
    """Return the Jinja environment of the lists: addresses and names come out as text."""
    return Environment(loader=_Templates([template_path]), autoescape=True)


class Submission(HTMLExporter):
    """The page of one submission."""

    def __init__(self, clean: bool = True, **options: Any) -> None:
        super().__init__(**(CLEANING if clean else {}), **options)
        self.extra_loaders = [_Templates(self.template_paths)]


def policy() -> str:
    """Return what a page of formgrader may load and run."""
    clicks = {
        click
        for path in Path(template_path).rglob("*")
        if path.is_file()
        for click in _ON_CLICK.findall(path.read_text(encoding="utf-8"))
    }
    return "; ".join(
        [
            "default-src 'none'",
            "base-uri 'none'",
            "connect-src 'self'",
            "font-src 'self' data:",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "img-src 'self' data:",
            f"script-src 'nonce-{_NONCE}' 'strict-dynamic' 'unsafe-eval' 'unsafe-hashes' "
            + " ".join(sorted(map(_hash, clicks))),
            "style-src 'self' 'unsafe-inline'",
        ]
    )


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
