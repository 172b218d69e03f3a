"""newscrawl crawls the mirrors of wire services and keeps every copy, with its provenance."""

__version__ = "0.1.0"
