"""Pagination: what a boto3 paginator page tells, and what it hides.

boto3 adds `PaginationConfig` to a paginator's arguments and a `NextToken` of its own to the
response, and hides the operation's real token members. So the page alone is no full description of
the operation; with the operation's own page at hand, the tokens are the difference of the two.
"""

import re

import msgspec

from generator.model import ir
from generator.model.facts import MemberFacts, OperationFacts, PageFacts, PageKind, ValueFacts
from generator.model.kinds import Kind, covers

_CONFIGURATION = {PageKind.PAGINATOR: "PaginationConfig", PageKind.WAITER: "WaiterConfig"}
_NEXT_TOKEN = "NextToken"  # noqa: S105 (the name of a member)
_LIMIT = re.compile(r"^(?:max|limit|page_?size)|(?:limit|maxresults|maxitems|size)$", re.IGNORECASE)
_UNKNOWN = ir.Finding(origin="unknown")


def without_additions(page: PageFacts, facts: OperationFacts) -> OperationFacts:
    """Return what the page says of the operation itself, without what boto3 added."""
    if page.kind not in _CONFIGURATION:
        return facts
    value = _without(facts.input, _CONFIGURATION[page.kind])
    if page.kind is PageKind.WAITER:
        has_input = value is not None and value.members != ()
        return msgspec.structs.replace(
            facts, input=value if has_input else None, has_input=has_input
        )
    return msgspec.structs.replace(
        facts, input=_incomplete(value), output=_incomplete(_without(facts.output, _NEXT_TOKEN))
    )


def _without(value: ValueFacts | None, name: str) -> ValueFacts | None:
    if value is None or value.members is None:
        return value
    members = tuple(member for member in value.members if member.name != name)
    return msgspec.structs.replace(value, members=members)


def _incomplete(value: ValueFacts | None) -> ValueFacts | None:
    return None if value is None else msgspec.structs.replace(value, complete=False)


def paginator(page: PageFacts, others: list[tuple[PageFacts, OperationFacts]]) -> ir.Paginator:
    """Work out how an operation is paginated.

    Args:
        page: Its paginator page.
        others: The operation's other pages, with what they say of it.
    """
    facts = page.operation or OperationFacts()
    config = _members(facts.input).get(_CONFIGURATION[PageKind.PAGINATOR])
    has_limit = config is not None and "PageSize" in _members(config.value)
    whole = [other for other in others if other[0].kind in (PageKind.CLIENT, PageKind.OPERATION)]
    inputs, limit = _hidden_inputs(facts, [other.input for _, other in whole], has_limit)
    return ir.Paginator(
        pages=sorted([page.id, *(other.id for other, _ in whole)]),
        input_tokens=inputs,
        output_tokens=_hidden_outputs(facts, [other.output for _, other in whole]),
        limit_key=limit,
        result_keys=_UNKNOWN,
        more_results=_UNKNOWN,
    )


def _members(value: ValueFacts | None) -> dict[str, MemberFacts]:
    return {member.name: member for member in (value.members if value else None) or ()}


def _hidden(shown: ValueFacts | None, whole: list[ValueFacts | None]) -> dict[str, MemberFacts]:
    """Return the members that only the operation's own page shows."""
    for value in whole:
        members, fewer = _members(value), _members(shown)
        if members and fewer.keys() <= members.keys():
            return {name: member for name, member in members.items() if name not in fewer}
    return {}


def _inferred(names: list[str]) -> ir.Finding:
    return ir.Finding(origin="inferred", value=names) if names else _UNKNOWN


def _hidden_inputs(
    facts: OperationFacts, whole: list[ValueFacts | None], has_limit: bool
) -> tuple[ir.Finding, ir.Finding]:
    """Return the input tokens and the limit key, which the difference shows together."""
    if facts.input is not None and facts.input.members is None:
        return _UNKNOWN, _UNKNOWN
    hidden = _hidden(_without(facts.input, _CONFIGURATION[PageKind.PAGINATOR]), whole)
    if not has_limit:
        return _inferred(list(hidden)), ir.Finding(origin="stated", value="none", exists=False)
    limits = [name for name, member in hidden.items() if _is_number(member)]
    if len(limits) != 1:
        limits = [name for name in hidden if _LIMIT.search(name)]
    if len(limits) != 1:
        return _UNKNOWN, ir.Finding(origin="unknown", exists=True)
    tokens = [name for name in hidden if name not in limits]
    return _inferred(tokens), ir.Finding(origin="inferred", value=limits, exists=True)


def _is_number(member: MemberFacts) -> bool:
    return covers(Kind.NUMBER, member.value.kind) and member.value.kind is not Kind.TIMESTAMP


def _hidden_outputs(facts: OperationFacts, whole: list[ValueFacts | None]) -> ir.Finding:
    if facts.output is not None and facts.output.members is None:
        return _UNKNOWN
    shown = _without(facts.output, _NEXT_TOKEN)
    hidden = list(_hidden(shown, whole))
    # boto3's own NextToken is shown unless it is hidden along with a real token of that name.
    if _NEXT_TOKEN not in _members(facts.output):
        return _inferred(hidden or [_NEXT_TOKEN])
    return _inferred([name for name in hidden if name != _NEXT_TOKEN])
