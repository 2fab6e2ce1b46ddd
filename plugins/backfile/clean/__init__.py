"""A document's blocks in, a mark for each out: kept, or removed by which rule and why."""

from backfile.clean.apply import applies, mark
from backfile.clean.rule import Rule, Rules
from backfile.clean.rulebook import load_rules

__all__ = ["Rule", "Rules", "applies", "load_rules", "mark"]
