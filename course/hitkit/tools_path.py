"""nbgrader starts helper programs by name; they must be those of this environment."""

import os
import sys
from pathlib import Path


def own_tools_first() -> None:
    """Put this environment's programs (alembic, jupyter) first on the path of this process."""
    own = str(Path(sys.prefix) / "bin")
    parts = os.environ.get("PATH", os.defpath).split(os.pathsep)
    os.environ["PATH"] = os.pathsep.join([own, *(part for part in parts if part != own)])
