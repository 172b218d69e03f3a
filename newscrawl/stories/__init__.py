"""Fingerprints, relations and the rule for joining stories: pure; knows no database."""

from newscrawl.stories.copies import Copy, fingerprint
from newscrawl.stories.linker import Linker, StoryIndex

__all__ = ["Copy", "Linker", "StoryIndex", "fingerprint"]
