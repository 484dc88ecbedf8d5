"""Module 01: a seeded work queue, job postings, five settings for one chart, and their keys."""
