"""Backfile: messy captures of news in, a clean, tagged, searchable static archive out."""

VERSION = "0.1.0"
