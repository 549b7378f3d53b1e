"""Five real pages, each read as it stands."""

from pathlib import Path

import pytest
from support.walk import enums, members

from generator.model import ir
from generator.pipeline import extract_files

OPERATIONS = {
    "000": "ListAudienceExportJobs",
    "001": "StartAudienceExportJob",
    "002": "ListJobs",
    "003": "GetSegmentExportJobs",
    "004": "DescribeExportTasks",
}
COMMITTED = {
    "000": "cleanroomsml/pages/paginator-ListAudienceExportJobs.rst",
    "001": "cleanroomsml/pages/API_StartAudienceExportJob.txt",
    "002": "dataexchange/pages/paginator-ListJobs.txt",
    "003": "pinpoint/pages/client-get_segment_export_jobs.rst",
    "004": "discovery/pages/paginator-DescribeExportTasks.rst",
}
COUNTS = {
    "000": (1, 14, 2, 6),
    "001": (6, 0, 0, 0),
    "002": (2, 99, 10, 38),
    "003": (4, 20, 1, 9),
    "004": (5, 9, 1, 3),
}
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=["seed", "specs"])
def page(request: pytest.FixtureRequest, number: str) -> Path:
    """Give a real page, and the one of this repository with the same facts."""
    if request.param == "specs":
        return ROOT / "specs" / COMMITTED[number]
    shared: Path = request.getfixturevalue("shared")
    return next((shared / "seeds").glob(f"{number}_*.txt"))


@pytest.fixture
def service(page: Path) -> ir.Service:
    """Give the model of that page alone."""
    return extract_files([page]).assembled.service


@pytest.mark.parametrize("number", COUNTS)
def test_every_member_and_enumeration_is_there(service: ir.Service, number: str) -> None:
    """Members of both sides, enumerations and their values are as many as the page shows."""
    sides = [members(service, OPERATIONS[number], side) for side in ("input", "output")]
    found = {**enums(sides[0]), **{f"output {k}": v for k, v in enums(sides[1]).items()}}

    values = sum(len(enum) for enum in found.values())
    assert COUNTS[number] == (len(sides[0]), len(sides[1]), len(found), values)


@pytest.mark.parametrize(
    ("number", "errors"), [("000", "unknown"), ("002", "unknown"), ("004", "unknown")]
)
def test_a_paginator_page_states_no_errors(service: ir.Service, number: str, errors: str) -> None:
    """What a page can't say is unknown, not empty."""
    assert errors == service.operations[OPERATIONS[number]].errors


@pytest.mark.parametrize("number", ["003"])
def test_errors_without_status(service: ir.Service) -> None:
    """boto3's pages name errors in order, and no status."""
    errors = service.operations["GetSegmentExportJobs"].errors

    assert errors == [
        "BadRequestException",
        "InternalServerErrorException",
        "PayloadTooLargeException",
        "ForbiddenException",
        "NotFoundException",
        "MethodNotAllowedException",
        "TooManyRequestsException",
    ]
    assert {service.shapes[error].status for error in errors} == {"unknown"}


@pytest.mark.parametrize(
    ("number", "identity"),
    [
        ("000", ("cleanroomsml", "stated", "CleanRoomsML", "stated", "2023-09-06", None)),
        ("001", ("cleanroomsml", "derived", "CleanRoomsML", "derived", None, "AWS Clean Rooms ML")),
        ("002", ("dataexchange", "derived", "DataExchange", "stated", None, None)),
        ("003", ("pinpoint", "stated", "Pinpoint", "stated", "2016-12-01", None)),
        (
            "004",
            ("discovery", "stated", "ApplicationDiscoveryService", "stated", "2015-11-01", None),
        ),
    ],
)
def test_the_service_is_what_the_page_says(
    service: ir.Service, number: str, identity: tuple[object, ...]
) -> None:
    """The id, the class and the API version are stated, derived or absent, as on the page."""
    assert identity == (
        service.id,
        service.id_origin,
        service.class_name,
        service.class_name_origin,
        service.api_version,
        service.title,
    )


@pytest.mark.parametrize("number", ["001"])
def test_every_fact_of_an_api_reference_page(service: ir.Service) -> None:
    """Method, URI, content type, status, names, kinds, lengths, patterns and errors by value."""
    operation = service.operations["StartAudienceExportJob"]
    inputs = members(service, "StartAudienceExportJob", "input")
    facts = {
        path: (str(m.kind), m.shape, m.required, m.min, m.max, m.location)
        for path, m in inputs.items()
    }
    patterns = {path: m.pattern for path, m in inputs.items() if m.pattern}
    errors = {name: service.shapes[name].status for name in operation.errors}

    assert operation.http == ir.Http(
        method="POST", uri="/audience-export-job", status=200, content_type="application/json"
    )
    assert operation.python_name == "start_audience_export_job"
    assert operation.output == "none"
    assert facts == {
        "audienceGenerationJobArn": ("string", None, True, 20, 2048, "body"),
        "audienceSize": ("structure", "AudienceSize", True, None, None, "body"),
        "audienceSize.type": ("text", None, "unknown", None, None, None),
        "audienceSize.value": ("number", None, "unknown", None, None, None),
        "description": ("string", None, False, 0, 255, "body"),
        "name": ("string", None, True, 1, 63, "body"),
    }
    assert {path: (p.source, p.status) for path, p in patterns.items()} == {
        "audienceGenerationJobArn": (
            "arn:aws[-a-z]*:cleanrooms-ml:[-a-z0-9]+:[0-9]{12}:audience-generation-job/[-a-zA-Z0-9_/.]+",
            "exact",
        ),
        "description": (
            r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t\r\n]*",
            "widened",
        ),
        "name": (
            r"(?!\s*$)[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t]*",
            "widened",
        ),
    }
    assert errors == {
        "AccessDeniedException": 403,
        "ConflictException": 409,
        "ResourceNotFoundException": 404,
        "ServiceQuotaExceededException": 402,
        "ValidationException": 400,
    }
    documented = [
        operation.documentation,
        *(m.documentation for p, m in inputs.items() if "." not in p),
    ]
    assert all(documented)
    assert all(service.shapes[name].documentation for name in errors)


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_every_description_is_there(service: ir.Service, number: str) -> None:
    """Each member that the page describes has its documentation."""
    side = "output"
    missing = [
        path
        for path, member in members(service, OPERATIONS[number], side).items()
        if member.documentation is None
    ]

    # The page itself leaves these without a word.
    assert missing == []


def test_two_pages_make_one_shape(shared: Path) -> None:
    """`audienceSize` of both pages is one: name from one, enumeration and kinds from the other."""
    seeds = [next((shared / "seeds").glob(f"{number}_*")) for number in ("000", "001")]

    service = extract_files(seeds).assembled.service

    size = service.shapes["AudienceSize"]
    assert size.name_origin == "page"
    assert size.used_in == ["input", "output"]
    assert {name: (str(m.kind), m.enum) for name, m in size.members.items()} == {
        "type": ("string", ["ABSOLUTE", "PERCENTAGE"]),
        "value": ("integral", []),
    }


NAMES = {
    "000": ["AudienceExportJobsItem", "AudienceSize", "StatusDetails"],
    "002": [
        "AssetDestinationsItem",
        "AssetSource",
        "CreateS3DataAccessFromS3Bucket",
        "Database",
        "Encryption",
        "ErrorsItem",
        "ErrorsItemDetails",
        "ExportAssetToSignedUrl",
        "ExportAssetsToS3",
        "ExportRevisionsToS3",
        "ExpressionItem",
        "ImportAssetFromApiGatewayApi",
        "ImportAssetFromSignedUrl",
        "ImportAssetFromSignedUrlJobErrorDetails",
        "ImportAssetsFromLakeFormationTagPolicy",
        "ImportAssetsFromRedshiftDataShares",
        "ImportAssetsFromRedshiftDataSharesAssetSourcesItem",
        "ImportAssetsFromS3",
        "ImportAssetsFromS3AssetSourcesItem",
        "ImportAssetsFromS3JobErrorDetailsItem",
        "JobsItem",
        "JobsItemDetails",
        "RevisionDestinationsItem",
        "Table",
    ],
    "003": ["Definition", "ExportJobsResponse", "ItemItem"],
    "004": ["ExportsInfoItem", "FiltersItem"],
}


@pytest.mark.parametrize("number", NAMES)
def test_derived_names(service: ir.Service, number: str) -> None:
    """Shapes are called after the members that hold them; contested names take their holder's."""
    derived = [name for name, shape in service.shapes.items() if shape.name_origin == "derived"]

    assert sorted(NAMES[number]) == derived
