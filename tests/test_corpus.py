"""The models of many services at once."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.disk import tree

from generator import corpus, extraction
from generator.cache import Cache
from generator.cli import main
from generator.corpus import extract_each
from generator.extraction import Extracted, Sources
from generator.model.problems import ProblemsError

SPECS = Path(__file__).parent.parent / "specs"
SERVICES = ["cleanroomsml", "dataexchange", "discovery", "pinpoint"]


def extract(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["extract", "--each", *map(str, arguments)])


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Give a corpus of which one service has a bad page."""
    shutil.copytree(SPECS, tmp_path / "specs")
    (tmp_path / "specs/discovery/pages/bad.rst").write_text("no page")
    return tmp_path / "specs"


def test_models_are_those_of_generate(tmp_path: Path) -> None:
    """From specs/ comes each service.yaml as it is committed; a second time nothing is written."""
    results = [extract(SPECS, "--output", tmp_path / "out") for _ in range(2)]

    assert [0, 0] == [result.exit_code for result in results]
    assert {f"{s}/service.yaml": (SPECS / s / "service.yaml").read_bytes() for s in SERVICES} == (
        tree(tmp_path / "out")
    )
    assert "dataexchange: 11 pages read, written\n" in results[0].stdout
    assert "dataexchange: 11 pages read, unchanged\n" in results[1].stdout


def test_the_cache_changes_no_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without, with an empty and with a full one; a full one leaves nothing to be made."""
    cache = Cache(tmp_path)
    made: list[Sources] = []

    def extract_and_tell(sources: Sources, **options: Any) -> Extracted:
        made.append(sources)
        return extraction.extract(sources, **options)

    monkeypatch.setattr(corpus, "extract", extract_and_tell)

    models = [list(extract_each(SPECS, cache=one)) for one in (None, cache, cache)]

    assert models[0] == models[1] == models[2]
    assert 2 * len(SERVICES) == len(made)


@pytest.mark.parametrize("change", ["a page", "the overrides", "the names"])
def test_what_changed_is_made_again(tmp_path: Path, change: str) -> None:
    """A model depends on the pages, and on what lies beside them."""
    specs = tmp_path / "specs"
    shutil.copytree(SPECS, specs)
    cache = Cache(tmp_path / "cache")
    before = {model.service_id: model.text for model in extract_each(specs, cache=cache)}
    folder = specs / "dataexchange"
    if change == "a page":
        page = folder / "pages/paginator-ListJobs.txt"
        page.write_text(page.read_text().replace("PageSize", "SizeOfPage"))
    elif change == "the overrides":
        (folder / "overrides.yaml").write_text("- {path: title, value: T, reason: Because.}\n")
    else:
        names = folder / "names.lock.yaml"
        names.write_text(names.read_text().replace(": ", ": Other"))

    after = {model.service_id: model.text for model in extract_each(specs, cache=cache)}

    assert ["dataexchange"] == [s for s in SERVICES if before[s] != after[s]]
    assert after == {model.service_id: model.text for model in extract_each(specs)}


def test_any_executor_will_do() -> None:
    """An executor that is passed in does the work, to the same end."""
    with ThreadPoolExecutor(2) as executor:
        assert list(extract_each(SPECS)) == list(extract_each(SPECS, executor=executor))


def test_a_bad_page_costs_nothing_that_was_there(damaged: Path) -> None:
    """Without --keep-going nothing is written; with it, the services that are well."""
    output = damaged.parent / "out"
    (output / "discovery").mkdir(parents=True)
    (output / "discovery/service.yaml").write_text("old")
    arguments = (damaged, "--output", output)

    stopped = extract(*arguments)
    left = tree(output)
    went_on = extract(*arguments, "--keep-going")

    assert "discovery/pages/bad.rst:1: expected a page of a known rendition" in stopped.stderr
    assert {"discovery/service.yaml": b"old"} == left
    assert [1, 1] == [stopped.exit_code, went_on.exit_code]
    assert {f"{service}/service.yaml" for service in SERVICES} == tree(output).keys()
    assert tree(output)["discovery/service.yaml"] == b"old"


def test_files_that_can_not_be_read_stop_one_service(damaged: Path) -> None:
    """A link that leads nowhere is a problem of its service; the others are written."""
    link = damaged / "discovery/pages/bad.rst"
    link.unlink()
    link.symlink_to("nowhere")

    result = extract(damaged, "--output", damaged.parent / "out", "--keep-going")

    assert result.exit_code == 1
    assert "bad.rst: expected a file that can be read, found No such file" in result.stderr
    assert "discovery/service.yaml" not in tree(damaged.parent / "out")
    assert "pinpoint/service.yaml" in tree(damaged.parent / "out")


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    """Files may have such names; the cache and other processes can do without them."""
    page = SPECS / "dataexchange/pages/paginator-ListJobs.txt"
    name = os.fsdecode(b"p\xff" + page.suffix.encode())
    (tmp_path / "specs/dataexchange").mkdir(parents=True)
    shutil.copyfile(page, tmp_path / "specs/dataexchange" / name)
    cache = Cache(tmp_path / "cache")

    models = [list(extract_each(tmp_path / "specs", cache=one)) for one in (None, cache, cache)]

    assert models[0] == models[1] == models[2]
    assert models[0][0].read == 1


def test_pages_without_a_folder_of_their_own(tmp_path: Path) -> None:
    """A service's folder may hold pages, names, overrides and the model side by side."""
    folder = tmp_path / "dataexchange"
    folder.mkdir()
    for page in (SPECS / "dataexchange/pages").rglob("*.*"):
        shutil.copyfile(page, folder / page.name)
    for name in ("names.lock.yaml", "overrides.yaml"):
        shutil.copyfile(SPECS / "dataexchange" / name, folder / name)

    results = [extract(tmp_path, "--output", tmp_path) for _ in range(2)]

    assert [0, 0] == [result.exit_code for result in results], results[0].output
    assert (SPECS / "dataexchange/service.yaml").read_text() == (
        folder / "service.yaml"
    ).read_text()


def test_some_services(tmp_path: Path) -> None:
    """Only those that are named are read; one that is not there is an error."""
    assert ["pinpoint"] == [model.service_id for model in extract_each(SPECS, ["pinpoint"])]
    with pytest.raises(ProblemsError, match="none for nothing"):
        list(extract_each(SPECS, ["nothing"]))
    with pytest.raises(ProblemsError, match="expected a folder of pages for each service"):
        list(extract_each(tmp_path))


@pytest.mark.parametrize(
    "arguments",
    [("--output", "-"), (SPECS, "--output", "out"), ("--output", "out", "--service", "x")],
)
def test_what_each_does_not_take(arguments: tuple[object, ...]) -> None:
    """One folder goes in, and one comes out."""
    result = extract(SPECS, *arguments)

    assert result.exit_code == 2
    assert "--each takes one folder" in result.stderr
