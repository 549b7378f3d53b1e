"""boto3's pages and those of API References, merged, agree with botocore's own models."""

from collections.abc import Callable
from pathlib import Path

import botocore.session
import pytest
from support.agreement import Comparison
from support.boto3_documenters import render_page
from support.boto3_pages import make_once
from support.facts import facts_of

from generator.exports.botocore import export
from generator.model.assembly import Assembled, assemble
from generator.model.facts import PageFacts
from generator.model.names import method_name
from generator.sources.folder import page_files

AHEAD = "page and model are of different days"
PRINTED = "the page prints the type of items, where the wire has `member`"
ROUNDED = "the page has a fraction, which the model rounds"
HOST = "the page's host begins with the bucket, the model's with the account"
OF_BUCKETS = (
    *("CreateBucket", "DeleteBucket", "GetBucket", "GetBucketVersioning", "PutBucketVersioning"),
    *(
        f"{verb}Bucket{part}"
        for verb in ("Delete", "Get", "Put")
        for part in ("LifecycleConfiguration", "Policy", "Replication", "Tagging")
    ),
)
OF_PREFIXES = (
    "GetStorageLensConfiguration.output.StorageLensConfiguration"
    ".AccountLevel.BucketLevel.PrefixLevel.StorageMetrics"
)
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
    "ec2": {
        ("enum", "DescribeInstances.output.Reservations[].Instances[].Platform"): AHEAD,
        ("enum", "ModifyInstanceAttribute.input.Attribute"): AHEAD,
    },
    "route53": {
        ("locationName", "ChangeCidrCollection.input.Changes"): PRINTED,
        ("locationName", "GetDNSSEC.output.KeySigningKeys"): PRINTED,
        ("locationName", "ListCidrBlocks.output.CidrBlocks"): PRINTED,
        ("locationName", "ListCidrCollections.output.CidrCollections"): PRINTED,
        ("locationName", "ListCidrLocations.output.CidrLocations"): PRINTED,
    },
    "s3control": {
        **{("endpoint", name): HOST for name in OF_BUCKETS},
        **{("hostLabel", f"{name}.input.Bucket"): HOST for name in OF_BUCKETS},
        **{
            ("locationName", f"CreateJob.input.Operation.{path}"): PRINTED
            for path in (
                "S3PutObjectAcl.AccessControlPolicy.AccessControlList.Grants",
                "S3PutObjectCopy.AccessControlGrants",
                "S3PutObjectCopy.NewObjectTagging",
                "S3PutObjectTagging.TagSet",
            )
        },
        ("locationName", "CreateJob.input.Tags"): PRINTED,
        ("locationName", "DescribeJob.output.Job.FailureReasons"): PRINTED,
        ("locationName", "ListJobs.output.Jobs"): PRINTED,
        ("min", "CreateJob.input.Operation.S3InitiateRestoreObject.ExpirationInDays"): AHEAD,
        ("min", f"{OF_PREFIXES}.SelectionCriteria.MinStorageBytesPercentage"): ROUNDED,
        ("pattern", "DeleteStorageLensConfiguration.input.ConfigId"): AHEAD,
        ("pattern", "GetStorageLensConfiguration.output.StorageLensConfiguration.Id"): AHEAD,
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
    "ec2": {
        "Instance.InstanceType enum",
        "Instance.Platform enum",
        "InstanceMarketOptionsRequest.MarketType enum",
        "ModifyInstanceAttribute.input.Attribute enum",
        "Route.Origin enum",
        "Route.State enum",
        "RunInstances.input.InstanceType enum",
        "TagDescription.ResourceType enum",
        "TagSpecification.ResourceType enum",
        "Vpc.State enum",
    },
    "route53": {
        "ListHostedZonesByVPC.input.VPCRegion enum",
        "ResourceRecordSet.Region enum",
        "VPC.VPCRegion enum",
    },
    "s3control": {
        "S3ComputeObjectChecksumOperation.ChecksumAlgorithm enum",
        "S3CopyObjectOperation.ChecksumAlgorithm enum",
    },
    "s3vectors": {
        "MetadataConfiguration.nonFilterableMetadataKeys required",
        "QueryVectors.input.queryVector required",
    },
}
"""What the pages of the two sides state differently: each was looked up in both."""

SERVICES = (
    *("accessanalyzer", "account", "acm", "appconfig", "autoscaling", "cloudformation"),
    *("discovery", "dynamodb", "ec2", "route53", "s3control", "s3vectors", "sqs"),
)
LARGE = ("ec2",)
"""Of these, boto3's pages are rendered for the operations alone that the corpus has."""
FORMS = ("apiref-html", "apiref-markdown", "apiref-text")

Pages = Callable[[str], Path]


@pytest.fixture(scope="session")
def boto3_pages(
    boto3_pages: Pages, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    """Return what gives the folder of the pages that boto3 has on what the corpus has."""

    def made(service: str) -> Path:
        if service not in LARGE:
            return boto3_pages(service)
        of_corpus = of_reference(shared, "apiref-markdown", service)
        names = [page.subject for page in of_corpus if page.operations]
        root = tmp_path_factory.getbasetemp() / "boto3-pages-in-part"
        root.mkdir(exist_ok=True)
        return make_once(root / service, lambda work: _render(service, names, work))

    return made


def _render(service: str, operations: list[str], folder: Path) -> Path:
    for method in map(method_name, operations):
        (folder / f"{method}.rst").write_bytes(render_page(f"{service}/client/{method}"))
    return folder


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
