"""boto3's pages and those of API References, merged, agree with botocore's own models."""

from collections.abc import Callable
from pathlib import Path

import botocore.session
import pytest
from support.agreement import Comparison
from support.facts import facts_of

from generator.exports.botocore import export
from generator.model.assembly import Assembled, assemble
from generator.model.facts import PageFacts
from generator.sources.folder import page_files

AHEAD = "page and model are of different days"
PRINTED = "the page prints the type of items, where the wire has `member`"
DIFFERENT: dict[str, dict[tuple[str, str], str]] = {
    "accessanalyzer": {
        ("pattern", "CreateAnalyzer.input.analyzerName"): AHEAD,
        ("pattern", "GetAnalyzer.output.analyzer.name"): AHEAD,
    },
    "acm": {
        ("pattern", "AddTagsToCertificate.input.Tags[].Key"): AHEAD,
        ("pattern", "AddTagsToCertificate.input.Tags[].Value"): AHEAD,
        ("max", "ImportCertificate.input.PrivateKey"): AHEAD,
    },
    "appconfig": {
        ("pattern", "CreateConfigurationProfile.input.ApplicationId"): AHEAD,
        ("pattern", "CreateConfigurationProfile.input.Type"): AHEAD,
        ("pattern", "CreateHostedConfigurationVersion.input.ConfigurationProfileId"): AHEAD,
        ("pattern", "DeleteEnvironment.input.EnvironmentId"): AHEAD,
        ("pattern", "DeleteHostedConfigurationVersion.input.ConfigurationProfileId"): AHEAD,
    },
    "route53": {
        ("locationName", "ChangeCidrCollection.input.Changes"): PRINTED,
        ("locationName", "GetDNSSEC.output.KeySigningKeys"): PRINTED,
        ("locationName", "ListCidrBlocks.output.CidrBlocks"): PRINTED,
        ("locationName", "ListCidrCollections.output.CidrCollections"): PRINTED,
        ("locationName", "ListCidrLocations.output.CidrLocations"): PRINTED,
    },
    "s3vectors": {
        ("min", "CreateIndex.input.metadataConfiguration.nonFilterableMetadataKeys"): AHEAD
    },
}
"""Where the page of an API Reference itself differs from the model, and why."""

CONFLICTS: dict[str, set[str]] = {
    "account": {
        "AcceptPrimaryEmailUpdate.output.Status enum",
        "StartPrimaryEmailUpdate.output.Status enum",
    },
    "cloudformation": {
        "GetTemplate.output.TemplateBody kind",
        "ResourceDriftIgnoredAttribute.Reason enum",
    },
    "route53": {
        "ListHostedZonesByVPC.input.VPCRegion enum",
        "ResourceRecordSet.Region enum",
        "VPC.VPCRegion enum",
    },
    "s3vectors": {
        "MetadataConfiguration.nonFilterableMetadataKeys required",
        "QueryVectors.input.queryVector required",
    },
}
"""What the pages of the two sides state differently: each was looked up in both."""

SERVICES = (
    *("accessanalyzer", "account", "acm", "appconfig", "autoscaling", "cloudformation"),
    *("discovery", "dynamodb", "route53", "s3vectors", "sqs"),
)
FORMS = ("apiref-html", "apiref-markdown", "apiref-text")

Pages = Callable[[str], Path]


def differing(service: str, assembled: Assembled) -> set[tuple[str, str]]:
    """Return the facts, each with its path, that differ from botocore's model."""
    loader = botocore.session.get_session().get_component("data_loader")
    model = loader.load_service_model(service, "service-2")
    comparison = Comparison(model, export(assembled.service))
    return {(one.fact, one.path) for one in comparison.differences()}


def of_reference(shared: Path, form: str, service: str) -> list[PageFacts]:
    """Return what the pages of an API Reference state."""
    return facts_of(page_files([shared / "corpus" / form / service]))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("service", SERVICES)
def test_merged_pages_agree_with_the_model(
    service: str, form: str, boto3_pages: Pages, shared: Path
) -> None:
    """No fact is wrong that was right, or not there, before the pages were merged."""
    boto3 = facts_of(page_files([boto3_pages(service)]))
    reference = of_reference(shared, form, service)

    before = differing(service, assemble(boto3, service_id=service))
    merged = assemble([*boto3, *reference], service_id=service)
    after = differing(service, merged)

    assert set() == after - before - DIFFERENT.get(service, {}).keys()
    assert {one.conflict.fact for one in merged.disagreements} <= CONFLICTS.get(service, set())


@pytest.mark.parametrize("service", SERVICES)
def test_conflicts_name_lines_that_state_them(
    service: str, boto3_pages: Pages, shared: Path
) -> None:
    """All conflicts that are known come up, each with a line of either page."""
    boto3 = facts_of(page_files([boto3_pages(service)]))
    reference = of_reference(shared, "apiref-markdown", service)

    found = assemble([*boto3, *reference], service_id=service).disagreements

    assert CONFLICTS.get(service, set()) == {one.conflict.fact for one in found}
    for one in found:
        for where in (one.kept, one.dropped):
            file, _, line = where.rpartition(":")
            assert 0 < int(line) <= len(Path(file).read_text("utf-8").split("\n"))


def test_a_page_on_a_type_names_what_it_describes(boto3_pages: Pages, shared: Path) -> None:
    """No structure of a service with all its pages is left with a second, derived name."""
    boto3 = facts_of(page_files([boto3_pages("cloudformation")]))
    reference = of_reference(shared, "apiref-markdown", "cloudformation")

    shapes = assemble([*boto3, *reference], service_id="cloudformation").service.shapes

    described = {page.subject for page in reference if page.types}
    assert described <= set(shapes)
    assert {"page"} == {shapes[name].name_origin for name in described}
    assert not [name for name in described if not shapes[name].used_in]
