"""Feedback for students: one page a notebook, made of messages alone, never of test source."""
