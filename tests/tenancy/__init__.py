"""Tenancy: organization A finds and changes nothing of B."""
