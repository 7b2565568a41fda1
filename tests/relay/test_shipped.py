"""What relay and worker bring along, and what they leave to demonstrations and tests."""

from __future__ import annotations

import subprocess
import sys

PROBE = """
import sys
import pgcommerce.relay.service
import pgcommerce.worker.service
from pgcommerce import boundaries
assert boundaries.hook is None
print(*(name for name in sys.modules if name.startswith(("pgcommerce.demo", "localstripe", "tests"))))
"""


def test_no_fake_and_no_hook_is_loaded() -> None:
    """Not even by accident, and not by an environment that looks like the tests'."""
    found = subprocess.run(
        [sys.executable, "-c", PROBE],
        capture_output=True,
        text=True,
        check=True,
        env={"PGCOMMERCE_TEST_BOUNDARIES": "/tmp", "PGCOMMERCE_TEST_WANTED": ""},
    )
    assert found.stdout.strip() == ""
