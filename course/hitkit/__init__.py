"""The tools that the notebooks of the course import, and the commands of a term."""

__version__ = "0.1.0"
