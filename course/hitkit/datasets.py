"""The public data: everything under ``datasets/``, built from the public seed and the figures."""

from pathlib import Path

from hitkit import figures, hospital
from hitkit.hospital.package import public
from hitkit.hospital.package.describe import BANNER

_PAGE = f"""# Public data

**{BANNER}**

- `hospital/`: the clean hospital of the public seed, one year of visits; `dictionary.md` says what
  each field holds, `datasheets/` how each table was made and how it compares with published
  figures. For SQL, `hitkit data build DIR --seed {hospital.PUBLIC_SEED}` writes SQLite too.
- `figures/`: figures of the U.S. government, each with agency, table, period and caveats.

The data that a module hands out lie in its own `data/` folder; their defects are planted there.
Built by `hitkit build`; never edited by hand.
"""


def build(directory: Path) -> None:
    """Write the public data into a directory that is new or empty."""
    public.build(hospital.public(), directory / "hospital")
    figures.build(directory / "figures")
    (directory / "README.md").write_text(_PAGE, encoding="utf-8")
