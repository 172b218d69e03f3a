"""parse -> desk -> first of story: thin classes that call down and count."""
