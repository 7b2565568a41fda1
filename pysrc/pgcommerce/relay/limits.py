"""How many deliveries an address may send: a dam before verification, in memory.

A statement for each delivery would cost the database more than the delivery that it keeps away. So
every relay counts for itself.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

PER_MINUTE: Final = 100
_WINDOW_SECONDS: Final = 60.0
_MOST_ADDRESSES: Final = 10_000


class Limits:
    """Counts the deliveries of each address in a minute. Authentic ones are given back."""

    def __init__(
        self, per_minute: int = PER_MINUTE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """0 switches the limit off."""
        self._per_minute = per_minute
        self._clock = clock
        self._taken: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def take(self, address: str) -> int:
        """Count a delivery: 0 when it is within the limit, else the seconds to wait."""
        if self._per_minute == 0:
            return 0
        now = self._clock()
        ends_at, taken = self._taken.get(address, (0.0, 0))
        if ends_at <= now:
            ends_at, taken = now + _WINDOW_SECONDS, 0
        if taken >= self._per_minute:
            return max(1, math.ceil(ends_at - now))
        self._taken[address] = (ends_at, taken + 1)
        self._taken.move_to_end(address)
        while len(self._taken) > _MOST_ADDRESSES:
            self._taken.popitem(last=False)
        return 0

    def give_back(self, address: str) -> None:
        """The delivery was authentic: it does not count."""
        known = self._taken.get(address)
        if known is not None and known[1] > 0:
            self._taken[address] = (known[0], known[1] - 1)
