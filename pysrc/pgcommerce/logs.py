"""Logs of the long-running programs: one JSON object a line, ids only, never bodies or secrets."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from pgcommerce import errors

_FIELDS: Final = (
    "request_id",
    "organization_id",
    "event_id",
    "event_key",
    "command_id",
    "notification_id",
    "gateway",
    "kind",
    "outcome",
    "status",
    "took_ms",
    "sweep",
    "rows",
    "sqlstate",
)
"""What a record may carry beside its sentence. Anything else is dropped."""


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. Of an exception only its type is told, since texts quote input;
    of a refusal of this program's own also what to do."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in _FIELDS:
            value = getattr(record, name, None)
            if value is not None:
                line[name] = value if isinstance(value, int | float | bool) else str(value)
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            if isinstance(record.exc_info[1], errors.Refused):
                line["reason"] = str(record.exc_info[1])
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                line["error_at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=False)


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every log of this process to `stream` (standard error) as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("httpx", "httpcore", "stripe", "uvicorn", "psycopg.pool", "yoyo"):
        logging.getLogger(name).setLevel("WARNING")
    # It logs whole request lines and errors with their texts.
    logging.getLogger("uvicorn.access").disabled = True
