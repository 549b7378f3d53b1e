"""Which lines of which pages state what the model holds."""

from pathlib import Path

from click.testing import CliRunner
from support.facts import facts_of

from generator.cli import main
from generator.model.provenance import Provenance
from generator.pipeline import provenance
from generator.sources.folder import page_files

ROOT = Path(__file__).parent.parent.parent
SPECS = ROOT / "specs"


def line(where: str) -> str:
    """Return the line of a page that `file:line` names."""
    file, _, number = where.rpartition(":")
    return Path(file).read_text("utf-8").split("\n")[int(number) - 1].strip()


def test_a_place_leads_to_the_line_that_states_it() -> None:
    """A member's place names the line of its entry."""
    found = provenance(ROOT, "dataexchange").of_place("ListJobs.output.Jobs[].Errors[].Code")

    assert [line(where) for where in found] == ['"Code": "string",', "Code (string) --"]


def test_a_path_in_the_ir_leads_there_too() -> None:
    """A shape's member is found through the places that have its name in the ledger."""
    index = provenance(ROOT, "cleanroomsml")

    found = index.of_path(("shapes", "AudienceSize", "members", "type"))

    assert "- **type** *(string) --*" in [line(where) for where in found]
    assert index.of_path(("shapes", "NoSuchShape")) == []


def test_every_member_of_a_page_has_a_line() -> None:
    """Each place that the ledger names was stated on some line."""
    pages = facts_of(page_files([SPECS / "pinpoint" / "pages"]))
    ledger = {"GetSegmentExportJobs.output.ExportJobsResponse.Item[]": "ItemItem"}

    index = Provenance(pages, ledger)

    (found,) = index.of_path(("shapes", "ItemItem", "members", "Definition"))
    assert line(found) == "- **Definition** *(dict) --*"


def test_inspect_names_files_and_lines() -> None:
    """The report on a service says where a finding comes from."""
    result = CliRunner().invoke(main, ["inspect", "cleanroomsml", "--root", str(ROOT)])

    widened = [text for text in result.output.split("\n") if "members.description: " in text]
    assert result.exit_code == 0
    assert any("API_StartAudienceExportJob.txt:" in text for text in widened)
