"""The theme's templates in, an environment that renders them quickly out.

Three things took most of the time of a page: Jinja looks each attribute up by a
function of its own, makes an object of each text that it escapes, and calls
macros by way of another object. Here templates are compiled to plain
attributes, text and functions. What they may do and what is escaped stays the
same, but that a name which is not there is an AttributeError; a test compares
the escaping with markupsafe's own.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, escape


def replaced(text: str) -> str:
    """Text escaped letter by letter, as markupsafe does it."""
    text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


# What markupsafe itself escapes with, from text to text, takes a third of the time; it is
# no promise of theirs, so that a version without it must do no harm.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", replaced)


def shown(value: object) -> str:
    """A value as a page shows it: text escaped, mark-up as it is."""
    if type(value) is str:
        return _escaped(value)
    if type(value) is Markup:
        return value
    return escape(value)


def marked(text: str) -> Markup:
    """Text that is mark-up already; Markup itself would first look for a method that str lacks."""
    return str.__new__(Markup, text)


class _QuickCode(CodeGenerator):
    """Compiles `a.b` to an attribute, `{{ a }}` to a call of `shown`, a macro to a function."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja2's name
        """Write a template, as a module that has our functions."""
        self.writeline(f"from {__name__} import marked, shown")
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro: the function that its body was made to, with no object around it."""
        del frame
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            # None of ours does; such a macro needs what Jinja puts around it.
            raise jinja2.TemplateAssertionError("a macro takes the arguments that it names", 0)
        self.write("macro")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: FBT001, FBT002 - as jinja2 calls it
        """Write the end of a macro or of what is set to a block: mark-up, as it was escaped."""
        del force_unescaped
        self.writeline(f"return marked(concat({frame.buffer}))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Write an attribute."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 - jinja2's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - as jinja2 calls it
    ) -> None:
        """Write a call of a macro or function; none of ours asks for the context."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands before an expression that is shown."""
        del node, finalize
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            # No template of ours may do so, and tests/test_architecture.py looks for it.
            raise jinja2.TemplateAssertionError("escaping is always on", 0)
        self.write("shown(")


class Environment(jinja2.Environment):
    """Jinja's environment, with quick code; nothing is looked at for changes between pages."""

    code_generator_class = _QuickCode


def environment_of(templates: Path, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """An environment for the templates of a folder."""
    environment = Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(filters)
    return environment


class Macros:
    """The macros of a file; it is compiled when one of them is first asked for."""

    def __init__(self, environment: Environment, name: str) -> None:
        """Know the file's name."""
        self._environment, self._name = environment, name

    def __getattr__(self, name: str) -> Any:
        """A macro; from then on all of the file's are attributes like others."""
        if name.startswith("_"):
            raise AttributeError(name)
        module = self._environment.get_template(self._name).module
        found = {key: macro for key, macro in vars(module).items() if not key.startswith("_")}
        vars(self).update(found)
        if name not in found:
            raise AttributeError(f"{self._name} has no macro {name!r}")
        return found[name]


def macros_of(templates: Path, environment: Environment) -> dict[str, Macros]:
    """The macros of the files that begin with `_`, by the file's name: `links.trail(...)`."""
    files = sorted(templates.glob("_*.html"))
    return {file.stem[1:]: Macros(environment, file.name) for file in files}
