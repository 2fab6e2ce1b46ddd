"""Templates as they are compiled: what is escaped, what macros give, and when they are made."""

from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from backfile.site.compiling import environment_of, macros_of, marked, replaced


def rendered(folder: Path, page: str, macros: str, **shown: Any) -> str:
    """A page that may ask for the macros of `_words.html`."""
    (folder / "page.html").write_text(page)
    (folder / "_words.html").write_text(macros)
    environment = environment_of(folder, {})
    context = {**macros_of(folder, environment), **shown}
    return environment.get_template("page.html").render(context)


@given(st.text())
def test_letter_by_letter_escapes_as_markupsafe_does(text: str) -> None:
    assert replaced(text) == escape(text)


@given(st.text())
def test_marked_text_is_mark_up_of_the_same_letters(text: str) -> None:
    assert type(marked(text)) is Markup
    assert str(marked(text)) == text


def test_a_macro_escapes_what_it_shows_and_is_not_escaped_itself(tmp_path: Path) -> None:
    macro = "{% macro bold(text) -%}<b>{{ text }}</b>{%- endmacro %}"
    page = rendered(tmp_path, "{{ words.bold(text) }} {{ text }}", macro, text="<&>")
    assert page == "<b>&lt;&amp;&gt;</b> &lt;&amp;&gt;"


def test_a_macro_of_another_file_may_be_asked_for_by_name(tmp_path: Path) -> None:
    macro = "{% macro bold(text) -%}<b>{{ text }}</b>{%- endmacro %}"
    page = '{% from "_words.html" import bold %}{{ bold("a") }}'
    assert rendered(tmp_path, page, macro) == "<b>a</b>"


def test_a_file_of_macros_that_no_page_asks_for_is_not_compiled(tmp_path: Path) -> None:
    assert rendered(tmp_path, "as it is", "{% macro without an end") == "as it is"


def test_a_macro_that_is_not_there_is_an_attribute_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AttributeError, match="has no macro"):
        rendered(tmp_path, '{{ words.bold("a") }}', "{% macro thin(text) %}{% endmacro %}")


@pytest.mark.parametrize("name", ["varargs", "kwargs", "caller()"])
def test_a_macro_with_unnamed_arguments_is_refused(tmp_path: Path, name: str) -> None:
    macro = f"{{% macro bold(text) %}}{{{{ {name} }}}}{{% endmacro %}}"
    with pytest.raises(jinja2.TemplateAssertionError, match="arguments that it names"):
        rendered(tmp_path, '{{ words.bold("a") }}', macro)
