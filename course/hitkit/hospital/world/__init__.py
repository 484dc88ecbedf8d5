"""The clean hospital: pure functions from a seed to tables in which nothing is wrong."""
