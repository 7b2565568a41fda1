"""What operators read of a running program."""

from __future__ import annotations

import json
import logging

from pgcommerce import errors, logs


def line_of(error: Exception) -> dict[str, str]:
    """The line that a program writes about an exception."""
    raised = (type(error), error, None)
    record = logging.LogRecord("x", logging.WARNING, "", 0, "broken off", (), raised)
    return json.loads(logs.JsonFormatter().format(record))  # type: ignore[no-any-return]


def test_a_refusal_of_our_own_says_what_to_do() -> None:
    """A worker whose server is not there names it; what quotes input stays out of the log."""
    ours = line_of(errors.NoDatabase("cannot connect to 127.0.0.1:1/x", hint="Check --dsn."))
    assert ours["error"] == "NoDatabase"
    assert ours["reason"] == "cannot connect to 127.0.0.1:1/x\nCheck --dsn."
    assert "reason" not in line_of(ValueError("ada@example.com"))
    assert "ada@" not in json.dumps(line_of(ValueError("ada@example.com")))
