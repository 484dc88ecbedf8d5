"""The health record: complete, corrected, reconciled, defined, kept and destroyed."""
