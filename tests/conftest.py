"""What every test needs."""

from hitkit.tools_path import own_tools_first

own_tools_first()
