"""Labelled dumps and saved pages in, the weights of Backfile's line model out.

    sources -> dumps, pages -> examples -> compositions -> tables -> networks -> weights, card

`python -m training.render` turns saved pages into text, `python -m training`
does the rest. None of it is in the wheel: the program runs networks in numpy.
"""
