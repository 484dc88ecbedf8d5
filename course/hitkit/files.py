"""Write folders so that they are there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside ``target`` that becomes ``target`` when the block ends well.

    Interrupted or failed, it leaves nothing. Raises ``FileExistsError`` if ``target`` exists.
    """
    target = target.absolute()
    if target.exists() or target.is_symlink():
        raise FileExistsError(f"{target} exists already. Nothing was changed; choose a new name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(
        tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent)
    )
    try:
        yield partial
        partial.chmod(0o755)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody but its owner can read, from its first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
