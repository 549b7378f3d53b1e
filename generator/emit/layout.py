"""Layout: where lines break, as black breaks them.

An expression is source that never breaks, or brackets around expressions. It stays on one line if
it fits; else the outermost brackets open, with one item a line and a comma behind the last, which
makes black keep them open.
"""

from collections.abc import Sequence
from functools import cache, cached_property

import msgspec
from msgspec.structs import replace

from generator.emit.quoting import LINE_LENGTH, Code, Source, code, joined
from generator.model.names import Identifier

_STEP = 4
_COMMA = Code(",")
_NOTHING = Code()


class Brackets(msgspec.Struct, frozen=True, dict=True):
    """An expression, or a whole statement, that breaks at a pair of brackets.

    Args:
        opening: All up to the opening bracket, and that.
        items: What the brackets hold.
        closing: The closing bracket, and all behind it.
        comma: Whether a single item gets a comma behind it, too: in a call and in a signature, but
            not in a subscript, where it would mean something.
        open: Whether they break in any case.
    """

    opening: Code
    items: "tuple[Expression, ...]"
    closing: "Expression"
    comma: bool = False
    open: bool = False

    @cached_property
    def flat(self) -> Code:
        """The expression in one line."""
        items = joined(", ", map(flat, self.items))
        return joined("", (self.opening, items, flat(self.closing)))

    @cached_property
    def is_open(self) -> bool:
        """Whether it breaks in any case, or something in it does."""
        return self.open or any(isinstance(item, Brackets) and item.is_open for item in self.items)


Expression = Source | Brackets


def subscript(generic: Identifier, *arguments: Expression) -> Brackets:
    """Return a generic type with its arguments."""
    return Brackets(code("{}[", generic), arguments, Code("]"))


def call(function: Code, *arguments: Expression) -> Brackets:
    """Return a call."""
    return Brackets(code("{}(", function), arguments, Code(")"), comma=True)


def prefixed(prefix: Code, expression: Expression) -> Expression:
    """Put source in front of an expression."""
    if isinstance(expression, Brackets):
        return replace(expression, opening=code("{}{}", prefix, expression.opening))
    return code("{}{}", prefix, expression)


def suffixed(expression: Expression, suffix: Code) -> Expression:
    """Put source behind an expression."""
    if isinstance(expression, Brackets):
        return replace(expression, closing=suffixed(expression.closing, suffix))
    return code("{}{}", expression, suffix)


def flat(expression: Expression) -> Code:
    """Write an expression in one line."""
    return expression.flat if isinstance(expression, Brackets) else joined("", (expression,))


def laid_out(expression: Expression, indent: int = 0) -> Code:
    """Write an expression or a statement in as many lines as it needs."""
    return _text(_lines(expression, indent))


def assigned(prefix: Code, value: Expression, indent: int = 0) -> Code:
    """Write `name = value` or `name: type`; black puts parentheses around the value if that helps.

    Args:
        prefix: All in front of the value.
        value: The value or the type.
        indent: How many spaces stand in front.
    """
    whole = prefixed(prefix, value)
    plain = _lines(whole, indent)
    if _fits(plain[0]):
        return _text(plain)
    inner = _lines(value, indent + _STEP)
    wrapped = [_line(indent, code("{}(", prefix)), *inner, _line(indent, Code(")"))]
    checked = wrapped if isinstance(value, Brackets) else inner
    return _text(wrapped if all(map(_fits, checked)) else plain)


def class_statement(name: Identifier, base: Identifier) -> Code:
    """Write the first line of a class, or its first lines."""
    return laid_out(Brackets(code("class {}(", name), (base,), Code("):")))


def signature(
    name: Identifier,
    parameters: Sequence[Expression],
    returns: Expression,
    indent: int = 0,
    behind: Code = _NOTHING,
) -> Code:
    """Write the `def` of a function, and on its last line what stands behind the colon."""
    closing = suffixed(prefixed(Code(") -> "), returns), code(":{}", behind))
    statement = Brackets(code("def {}(", name), tuple(parameters), closing, comma=True)
    lines = _lines(statement, indent)
    inner = _line(indent + _STEP, flat(returns))
    # Without parameters there is nothing else to break.
    helps = _fits(inner) or not parameters
    if not isinstance(returns, Brackets) and not _fits(lines[-1]) and helps:
        before = Code(")") if parameters else code("def {}()", name)
        last = _line(indent, code("):{}", behind))
        lines[-1:] = [_line(indent, code("{} -> (", before)), inner, last]
    return _text(lines)


def import_of(module: Code, names: Sequence[Identifier], indent: int = 0) -> Code:
    """Write an import of names from a module."""
    line = _line(indent, code("from {} import {}", module, joined(", ", names)))
    if _fits(line):
        return line
    return laid_out(
        Brackets(code("from {} import (", module), tuple(names), Code(")"), comma=True, open=True),
        indent,
    )


def _lines(expression: Expression, indent: int, suffix: Code = _NOTHING) -> list[Code]:
    line = joined("", (_margin(indent), flat(expression), suffix))
    if not isinstance(expression, Brackets):
        return [line]
    if not expression.is_open and (_fits(line) or not expression.items):
        return [line]
    comma = _COMMA if expression.comma or len(expression.items) > 1 else _NOTHING
    lines = [_line(indent, expression.opening)]
    for item in expression.items:
        lines += _lines(item, indent + _STEP, comma)
    return [*lines, *_lines(expression.closing, indent, suffix)]


def _line(indent: int, source: Code) -> Code:
    return joined("", (_margin(indent), source))


@cache
def _margin(indent: int) -> Code:
    return Code(" " * indent)


def _fits(line: Code) -> bool:
    return len(line) <= LINE_LENGTH


def _text(lines: Sequence[Code]) -> Code:
    return joined("\n", lines)
