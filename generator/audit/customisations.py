"""What boto3's pages show otherwise than botocore's model has it, by name and with the reason.

botocore's handlers edit pages as they are rendered (`botocore.handlers`, events that begin with
`docs.`), because they edit requests and responses too. There the page tells the truth about the
client, and the model does not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from botocore.model import Shape, StructureShape

Side = Literal["input", "output"]


class Change(StrEnum):
    """What a page does to a member of an operation's input or output."""

    RENAMED = "renamed"
    HIDDEN = "hidden"
    FOLLOWED = "followed"
    """Another member, a string, stands behind it."""
    OPTIONAL = "optional"
    """Its mark of being required is gone."""
    OPAQUE = "opaque"
    """It is shown as a dict without members."""
    VAGUE = "vague"
    """It is shown as of more than one kind."""


@dataclass(frozen=True)
class Customisation:
    """One change that a handler makes.

    Args:
        service: boto3's name of the service.
        operations: The operations of which the pages change; empty for all of the service.
        side: Which side of them.
        member: The member, at the top level.
        change: What happens to it.
        reason: Why.
        name: The new name, or that of the member that follows.
    """

    service: str
    operations: tuple[str, ...]
    side: Side
    member: str
    change: Change
    reason: str
    name: str = ""


_ALIAS = "the client takes the alias and sends the member under its own name"
_FILLED_IN = "the client fills it in"

CUSTOMISATIONS = (
    Customisation("ec2", (), "input", "Filter", Change.RENAMED, _ALIAS, "Filters"),
    Customisation(
        "logs", ("CreateExportTask",), "input", "from", Change.RENAMED, _ALIAS, "fromTime"
    ),
    Customisation(
        "cloudsearchdomain", ("Search",), "input", "return", Change.RENAMED, _ALIAS, "returnFields"
    ),
    Customisation(
        "s3",
        (
            "PutBucketAcl",
            "PutBucketCors",
            "PutBucketLifecycle",
            "PutBucketLogging",
            "PutBucketNotification",
            "PutBucketPolicy",
            "PutBucketReplication",
            "PutBucketRequestPayment",
            "PutBucketTagging",
            "PutBucketVersioning",
            "PutBucketWebsite",
            "PutObjectAcl",
        ),
        "input",
        "ContentMD5",
        Change.HIDDEN,
        "the client computes it from the body that it serialises itself",
    ),
    Customisation(
        "s3",
        ("GetObject", "HeadObject"),
        "output",
        "Expires",
        Change.FOLLOWED,
        "the client keeps the header's text, since not every one is a timestamp",
        "ExpiresString",
    ),
    Customisation(
        "s3",
        ("CopyObject", "UploadPartCopy"),
        "input",
        "CopySource",
        Change.VAGUE,
        "the client takes a string or a dict, from which it makes the string",
    ),
    Customisation("glacier", (), "input", "accountId", Change.OPTIONAL, _FILLED_IN),
    Customisation(
        "cloudformation",
        ("GetTemplate",),
        "output",
        "TemplateBody",
        Change.OPAQUE,
        "the client decodes the JSON",
    ),
)
"""Members that clients fill in and that nobody requires are no rows: their facts are the same."""

OPAQUE_SHAPES = {
    ("iam", "policyDocumentType"): "the client decodes the JSON in responses, and the page is"
    " changed for requests too, where the mark of a required member gets lost",
}
"""Shapes that pages show as dicts without members wherever they stand, by service and shape."""

_EVENTS_BOTH_WAYS = (
    "the client has no method for it, since botocore can't stream in both directions"
)

WITHOUT_METHOD = {
    ("bedrock-runtime", "InvokeModelWithBidirectionalStream"): _EVENTS_BOTH_WAYS,
    ("connecthealth", "StartMedicalScribeListeningSession"): _EVENTS_BOTH_WAYS,
    ("lexv2-runtime", "StartConversation"): _EVENTS_BOTH_WAYS,
    ("polly", "StartSpeechSynthesisStream"): _EVENTS_BOTH_WAYS,
    ("qbusiness", "Chat"): _EVENTS_BOTH_WAYS,
}
"""Operations that have no page, by service and operation."""


@dataclass(frozen=True)
class ShownMember:
    """A member as a page should show it."""

    shape: Shape
    required: bool | None
    """None where the page lost its mark although the client requires it."""
    vague: bool = False
    """Whether the page leaves open of which kind it is."""


def is_opaque(service: str, shape: Shape) -> bool:
    """Tell whether pages show a shape as a dict without members."""
    return (service, shape.name) in OPAQUE_SHAPES


def shown_shape(service: str, shape: Shape) -> Shape:
    """Return a shape as pages show it."""
    return _opaque(shape) if is_opaque(service, shape) else shape


def shown_members(service: str, shape: StructureShape) -> dict[str, ShownMember]:
    """Return the members of a structure as pages show them, wherever it stands."""
    return {
        name: ShownMember(
            shape=shown_shape(service, member),
            required=None if is_opaque(service, member) else name in shape.required_members,
        )
        for name, member in shape.members.items()
    }


def customised(
    members: Mapping[str, ShownMember], service: str, operation: str, side: Side
) -> dict[str, ShownMember]:
    """Return the members of an operation's input or output as its page shows them."""
    changes = {
        row.member: row
        for row in CUSTOMISATIONS
        if row.service == service
        and row.side == side
        and operation in (row.operations or [operation])
    }
    return dict(
        shown
        for name, member in members.items()
        for shown in _customised(name, member, changes.get(name))
    )


def _customised(
    name: str, member: ShownMember, row: Customisation | None
) -> Iterator[tuple[str, ShownMember]]:
    match row.change if row else None:
        case None:
            yield name, member
        case Change.HIDDEN:
            return
        case Change.RENAMED if row:
            yield row.name, member
        case Change.FOLLOWED if row:
            yield name, member
            yield row.name, ShownMember(Shape(row.name, {"type": "string"}), required=False)
        case Change.OPTIONAL:
            yield name, replace(member, required=False)
        case Change.OPAQUE:
            yield name, replace(member, shape=_opaque(member.shape))
        case _:
            yield name, replace(member, vague=True)


def _opaque(shape: Shape) -> Shape:
    return StructureShape(shape.name, {"type": "structure", "documentation": shape.documentation})
