"""A class on JupyterHub: one file says who is in which course and when work is due."""
