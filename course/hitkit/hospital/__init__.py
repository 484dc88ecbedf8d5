"""One invented community hospital and its clinic, from a seed: clean first, then with defects."""
