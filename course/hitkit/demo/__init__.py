"""A whole class in one command: invented students go through a real nbgrader term."""
