"""The archive: JSON Lines of every article version; only appended to; the truth."""
