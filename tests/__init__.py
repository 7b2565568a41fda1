"""Tests of pgcommerce."""
