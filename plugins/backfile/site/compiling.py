"""The theme's templates in, an environment that renders them quickly out.

Two things took most of the time of a page: Jinja looks each attribute up by a
function of its own, and makes an object of each text that it escapes. Here
templates are compiled to plain attributes and to text. What they may do and
what is escaped stays the same, but that a name which is not there is an
AttributeError; a test compares the escaping with markupsafe's own.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def shown(value: object) -> str:
    """A value as a page shows it: text escaped, mark-up as it is."""
    if type(value) is str:
        text = value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    if type(value) is Markup:
        return value
    return escape(value)


class _QuickCode(CodeGenerator):
    """Compiles `a.b` to an attribute and `{{ a }}` to a call of `shown`."""

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
        self.write("environment.shown(")


class Environment(jinja2.Environment):
    """Jinja's environment, with quick code; nothing is looked at for changes between pages."""

    code_generator_class = _QuickCode
    shown = staticmethod(shown)


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


def macros_of(templates: Path, environment: Environment) -> dict[str, Any]:
    """The macros of the files that begin with `_`, by the file's name: `links.trail(...)`."""
    files = sorted(templates.glob("_*.html"))
    return {file.stem[1:]: environment.get_template(file.name).module for file in files}
