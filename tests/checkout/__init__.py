"""Tests of the acts that span rooms."""
