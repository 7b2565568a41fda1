"""Lints: rules about the source and the catalogue, each a test."""
