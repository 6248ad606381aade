"""The assistant over what each caller may see; callers who see the same share one."""

from __future__ import annotations

import threading
from collections import OrderedDict

from assistant.assistant import Assistant
from assistant.server.access.callers import Caller

_KEPT = 64
"""Views that are kept open: a connection to the catalog each."""


class Views:
    """Give the assistant over what a caller may see."""

    def __init__(self, assistant: Assistant) -> None:
        """Hold the assistant over the whole archive."""
        self.whole = assistant
        self._kept: OrderedDict[frozenset[str], Assistant] = OrderedDict()
        self._guard = threading.Lock()

    def of(self, caller: Caller) -> Assistant:
        """Return the assistant over what a caller may see."""
        seen = caller.collections
        if seen is None:
            return self.whole
        with self._guard:
            if seen not in self._kept:
                self._kept[seen] = self.whole.over_collections(seen)
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)  # closed when the last call on it has ended
            self._kept.move_to_end(seen)
            return self._kept[seen]
