"""The parts of a feed's entry: what it claims, and which of its fields is its text."""
