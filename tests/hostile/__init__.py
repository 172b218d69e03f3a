"""The hostile web of our own: a server that misbehaves, and what must hold when newscrawl meets it."""
