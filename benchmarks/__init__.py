"""Measurements of the program against itself and against gold; run by name, see each module."""
