"""What stands between us and the hostile web: address guard, limits, politeness."""
