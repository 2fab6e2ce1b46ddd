"""An element in, its step of a tag path out: the name, #id, .classes and what it says it is."""

from lxml.html import HtmlElement

# The outermost and innermost steps of a path are kept; hostile pages nest for ever.
_PATH_STEPS = 20
_CLASSES_A_STEP = 6
_LONGEST_WORD = 40
_LONGEST_ROLE = 20
# What an element says it is, apart from its name: selectors can ask for these.
_SAYING = ("role", "itemprop")


def step(tag: HtmlElement) -> str:
    """One step of a tag path, such as "div#story.body.wide[itemprop=articleBody]"."""
    name = tag.tag
    if not tag.attrib:
        return str(name)
    identity = tag.get("id")
    classes = tag.get("class", "").split()[:_CLASSES_A_STEP]
    said = [(attribute, value) for attribute in _SAYING if (value := tag.get(attribute))]
    marks = [f"#{identity[:_LONGEST_WORD]}"] if identity else []
    marks += [f".{word[:_LONGEST_WORD]}" for word in classes]
    marks += [f"[{attribute}={value[:_LONGEST_ROLE]}]" for attribute, value in said]
    return "".join((name, *marks)).replace(" > ", " ")


def below(path: str, tag: HtmlElement) -> str:
    """The path of an element by that of its parent; of a very deep one the middle is left out."""
    whole = f"{path} > {step(tag)}" if path else step(tag)
    if whole.count(" > ") < 2 * _PATH_STEPS + 1:
        return whole
    parts = whole.split(" > ")
    return " > ".join([*parts[:_PATH_STEPS], "...", *parts[-_PATH_STEPS:]])
