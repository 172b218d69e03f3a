"""A pipeline that breaks, or hands on what no reader gives so that interpreting it breaks, where an address asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any


class Breaking:
    """Stands before the parse pipeline."""

    forged = "2026-09-01 08:00:00 [newscrawl] ERROR: all is lost"

    def process_item(self, item: Any) -> Any:
        """Put None among the paragraphs of pages whose address ends in -broken; fail, with a text, for -forging."""
        if item.task.url.endswith("-forging"):
            raise ValueError(f"a page said this:\n{self.forged}")
        if not item.task.url.endswith("-broken"):
            return item
        return replace(item, raw=replace(item.raw, paragraphs=(None,)))
