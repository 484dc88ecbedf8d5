"""Hands-on health information work in notebooks: the tools students import and the term commands."""

__version__ = "0.1.0"
