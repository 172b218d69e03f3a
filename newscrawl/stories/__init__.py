"""Fingerprints, relations and the rule for joining stories: pure; knows no database."""

from newscrawl.stories.copies import Copy
from newscrawl.stories.index import Edge, Member, MemoryIndex, StoryIndex
from newscrawl.stories.linker import Linker
from newscrawl.stories.prints import fingerprint

__all__ = ["Copy", "Edge", "Linker", "Member", "MemoryIndex", "StoryIndex", "fingerprint"]
