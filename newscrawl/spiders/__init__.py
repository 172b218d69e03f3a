"""The only spider, and the values that travel with its requests."""
