"""Write docs/reference/errors.md from the classes of `pgcommerce.errors`.

python -m tests.docs.error_reference
"""

from __future__ import annotations

import inspect
from pathlib import Path

from pgcommerce import errors

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "errors.md"

ROOMS = {
    "T": "Tenancy",
    "U": "Customers",
    "C": "Catalogue",
    "I": "Inventory",
    "B": "Booking",
    "O": "Orders",
    "P": "Payments",
    "M": "Messages",
    "S": "Sweeps and settings",
    "R": "Reports",
}
KINDS = {
    "1": "bad input",
    "2": "not found",
    "3": "not allowed",
    "4": "conflict with the present state",
    "5": "a limit",
    "9": "a broken invariant",
}

HEAD = r"""# Error codes

Written by `python -m tests.docs.error_reference` from `pgcommerce.errors`; do not edit.

Every refusal is a raised error with a stable SQLSTATE, a short message without values, a `detail`
that is **one JSON object** with documented keys, and a `hint` that says what to do. A call that was
refused has changed nothing. The comment of each function (`\df+ commerce.create_order`) names the
codes it raises.

A code is `V`, a letter for the room, a digit for the kind, and two more digits. In Python each has
a class; psycopg raises it by itself once `pgcommerce.errors` is imported:

```python
try:
    connection.execute("select commerce.reserve_time_slot(…)")
except pgcommerce.errors.SlotTaken as refusal:
    print(refusal.detail, refusal.hint)
```

Repeat a call with the same idempotency key on `40001`, `40P01`, `55P03`, `57P01`, and after a lost
connection. The codes below do not change by repeating alone.
"""


def page() -> str:
    """Return the text of the page."""
    parts = [HEAD]
    for letter, room in ROOMS.items():
        codes = sorted(code for code in errors.by_code if code[1] == letter)
        if not codes:
            continue
        parts.append(f"\n## {room}\n\n| code | class | kind | meaning |\n|---|---|---|---|\n")
        for code in codes:
            kind = errors.by_code[code]
            meaning = " ".join((inspect.getdoc(kind) or "").split())
            parts.append(f"| `{code}` | `{kind.__name__}` | {KINDS[code[2]]} | {meaning} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
