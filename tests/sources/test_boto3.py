"""Pages that the installed boto3 renders."""

from pathlib import Path

import pytest
from botocore.exceptions import UnknownServiceError
from support.disk import tree

from generator.sources.boto3 import render, services
from generator.sources.layout import KINDS


def test_a_folder_a_kind_and_the_front_page(tmp_path: Path) -> None:
    """What is rendered lies as the pages of a service do, without boto3's resources."""
    folder = render("sqs", tmp_path)

    assert folder == tmp_path / "sqs"
    assert {path.name for path in folder.iterdir()} <= {*KINDS, "sqs.rst"}
    assert {"sqs.rst", "client/send_message.rst", "paginator/ListQueues.rst"} <= {*tree(folder)}


def test_every_machine_renders_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No profile, file, region or address that is configured reaches a page, or is needed."""
    expected = tree(render("sts", tmp_path / "calm"))
    for name in ("HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    for name in ("AWS_PROFILE", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_DEFAULTS_MODE"):
        monkeypatch.setenv(name, "not there")

    assert expected == tree(render("sts", tmp_path / "odd"))


def test_a_service_that_boto3_lacks(tmp_path: Path) -> None:
    """No page is made of nothing."""
    with pytest.raises(UnknownServiceError):
        render("sqqs", tmp_path)


def test_all_services_are_listed() -> None:
    """The names are those that pages can be rendered of, sorted."""
    names = services()

    assert {"sqs", "s3", "pinpoint"} <= {*names}
    assert sorted(names) == names
