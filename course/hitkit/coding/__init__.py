"""Diagnosis and procedure coding: tables, rules, invented encounters and the encoder."""
