"""The exported model of each committed service, as botocore sees it."""

import json
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ParamValidationError
from botocore.stub import Stubber
from click.testing import CliRunner

from generator.cli import main
from generator.model.checks import read_ir

ROOT = Path(__file__).parent.parent.parent
SERVICES = {
    "cleanroomsml": "start_audience_export_job",
    "dataexchange": "list_jobs",
    "discovery": "describe_export_tasks",
    "pinpoint": "get_segment_export_jobs",
}


@pytest.fixture
def session(tmp_path: Path, service: str) -> botocore.session.Session:
    """Give a session of botocore that finds the exported model and no other."""
    target = tmp_path / service / "9999-01-01" / "service-2.json"  # the newest wins
    target.parent.mkdir(parents=True)
    ir = ROOT / "specs" / service / "service.yaml"
    arguments = ["export", str(ir), "--to", "botocore", "--output", str(target)]

    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output
    session = botocore.session.Session()
    session.set_credentials("x", "y")
    session.get_component("data_loader").search_paths.insert(0, str(tmp_path))
    return session


@pytest.mark.parametrize("service", SERVICES)
def test_botocore_makes_a_client_of_it(session: botocore.session.Session, service: str) -> None:
    """The model loads from a data path, and the client has the method."""
    client = session.create_client(service, region_name="us-east-1")

    ir = read_ir((ROOT / "specs" / service / "service.yaml").read_text("utf-8"), service)
    assert sorted(client.meta.service_model.operation_names) == sorted(ir.operations)
    assert callable(getattr(client, SERVICES[service]))


@pytest.mark.parametrize("service", SERVICES)
def test_the_metadata_is_botocores(session: botocore.session.Session, service: str) -> None:
    """What pages and overrides say of the service is what botocore's own model says."""
    mine = session.get_service_model(service).metadata
    theirs = botocore.session.Session().get_service_model(service).metadata

    keys = ("apiVersion", "serviceId", "endpointPrefix", "protocol", "serviceFullName")
    assert {key: theirs[key] for key in keys} == {key: mine[key] for key in keys}
    assert mine["signingName"] == theirs.get("signingName", theirs["endpointPrefix"])


@pytest.mark.parametrize("service", ["cleanroomsml"])
def test_the_client_refuses_what_the_page_refuses(
    session: botocore.session.Session, service: str
) -> None:
    """Requiredness and minima of the page reach botocore's validator."""
    client: Any = session.create_client(service, region_name="us-east-1")
    good = {
        "audienceGenerationJobArn": "arn:aws:cleanrooms-ml:us-east-1:123456789012:x/y",
        "audienceSize": {"type": "ABSOLUTE", "value": 1},
        "name": "n",
    }
    with Stubber(client) as stubber:
        stubber.add_response("start_audience_export_job", {}, good)
        client.start_audience_export_job(**good)

    with pytest.raises(ParamValidationError, match="audienceSize"):
        client.start_audience_export_job(audienceGenerationJobArn="x" * 20, name="n")
    with pytest.raises(ParamValidationError, match="valid min length: 20"):
        client.start_audience_export_job(**{**good, "audienceGenerationJobArn": "x"})


@pytest.mark.parametrize("service", ["cleanroomsml"])
def test_what_is_not_known_is_listed(service: str) -> None:
    """What the export leaves out is named on standard error, and standard output is JSON alone."""
    ir = ROOT / "specs" / service / "service.yaml"

    result = CliRunner().invoke(main, ["export", str(ir), "--to", "botocore", "--output", "-"])

    assert json.loads(result.stdout)["metadata"]["serviceId"] == "CleanRoomsML"
    assert "shapes.WorkerComputeConfiguration: named by a page, described by none" in result.stderr
