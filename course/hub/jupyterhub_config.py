"""JupyterHub's settings for a college on one host.

All that differs from college to college stands in class.toml. After a change there:

    sudo /opt/hit/.venv/bin/hitkit hub apply /srv/hit/class.toml
    sudo systemctl restart hit-hub

Whatever you add below wins over it.
"""

import os

from hitkit.classroom.production import configure

c = get_config()  # noqa: F821
configure(c, os.environ.get("HIT_HUB_STATE", "/srv/hit/hub"))
