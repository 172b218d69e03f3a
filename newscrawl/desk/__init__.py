"""What happens to an article that comes in: link, append, acknowledge. Stories, ledger and archive meet only here."""

from newscrawl.desk.desk import Desk, Received

__all__ = ["Desk", "Received"]
