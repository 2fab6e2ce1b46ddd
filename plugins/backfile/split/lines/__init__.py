"""The lines of a text in, how likely each is a headline, text, boilerplate and so on out."""
