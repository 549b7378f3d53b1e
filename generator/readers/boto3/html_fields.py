"""Finds the fields of boto3's pages in HTML: the parameters, the type returned, what is returned.

A page has them in one list, as Sphinx names them: 'Parameters', 'Return type', 'Returns'. Where
prose that stands too far to the left has shifted the page, they are several lists, in which the
names may be those of the source, and the rest of a field is behind its list.
"""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from generator.readers import html_tree
from generator.readers.boto3.entries import Entry
from generator.readers.boto3.html_entries import Entries


class Fields:
    """The fields among the blocks below a request."""

    def __init__(self, blocks: Sequence[LexborNode]) -> None:
        self.return_type: str | None = None
        self.returns: list[LexborNode] | None = None
        """The blocks of what is returned."""
        self.line = 1
        """Where what is returned stands."""
        self.between: list[LexborNode] = []
        """The blocks before that which are in no field."""
        self._before: list[tuple[str, LexborNode]] = []
        """Those, and the fields before that, by their labels."""
        for block in blocks:
            if "field-list" in html_tree.classes(block):
                for label, content in _labelled(block):
                    self._add(label, content)
            elif self.returns is not None:
                self.returns.append(block)
            else:
                self.between.append(block)
                self._before.append(("", block))

    def __bool__(self) -> bool:
        return self.returns is not None or any(label for label, _ in self._before)

    def _add(self, label: str, content: LexborNode) -> None:
        match label.lower():
            case "return type" | "rtype":
                self.return_type = html_tree.text_of(content)
            case "returns":
                self.line = html_tree.line_of(content)
                self.returns = list(html_tree.blocks(content))
            case _:
                self._before.append((label, content))

    def parameters(self) -> list[Entry]:
        """Read the entries of the parameters.

        Raises:
            UnreadableError: Where something else stands in place of an entry.
        """
        entries = Entries(required=False)
        type_ = ""
        for label, content in self._before:
            match label.split():
                case []:
                    entries.add([content])
                case ["Parameters"]:
                    entries.add_parameters(content)
                case ["type", _]:
                    type_ = html_tree.text_of(content)
                case ["param", name]:
                    entries.add_parameter(name, type_, content)
                case _:
                    pass
        return entries.described()


def _labelled(fields: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    label = ""
    for child in fields.iter():
        if child.tag == "dt":
            label = html_tree.text_of(child).rstrip(" :")
        else:
            yield label, child
