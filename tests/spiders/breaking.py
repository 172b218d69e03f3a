"""A pipeline that hands on what no reader gives, where an address asks for it: interpreting it breaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any


class Breaking:
    """Stands before the parse pipeline."""

    def process_item(self, item: Any) -> Any:
        """Put None among the paragraphs of pages whose address ends in -broken."""
        if not item.task.url.endswith("-broken"):
            return item
        return replace(item, raw=replace(item.raw, paragraphs=(None,)))
