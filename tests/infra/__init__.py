"""Tests of upgrades, the embedded server, the command line and the wheel."""
