"""Release of information: the rules of HIPAA and 42 CFR Part 2, and requests to try them on."""
