"""Snapshots of the schema and its interface, and the reference made from the catalogue."""
