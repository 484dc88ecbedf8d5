"""What was last applied; the Hub reads this and never the file that people edit."""

from pathlib import Path

from hitkit.classroom.roster import Class, parse


def applied_file(state: Path) -> Path:
    """Return where the class file that was last applied is kept."""
    return state / "private" / "class.toml"


def applied(state: Path) -> Class | None:
    """Return the class that was last applied, if one was."""
    path = applied_file(state)
    return parse(path.read_text(encoding="utf-8"), str(path)) if path.exists() else None
