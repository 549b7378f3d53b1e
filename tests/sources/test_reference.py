"""What addresses and pages of an API Reference say of others."""

from pathlib import Path

import pytest

from generator.model.problems import Problem, ProblemsError
from generator.sources.reference import (
    EXAMPLE,
    Reference,
    is_another,
    is_resource,
    is_subject,
    linked,
    only_word,
    read_reference,
    word_of,
)

GUIDE = "https://docs.example/s3/latest/API/"


@pytest.mark.parametrize(
    ("url", "reference"),
    [
        (GUIDE, Reference(GUIDE)),
        (GUIDE[:-1], Reference(GUIDE)),
        (f"{GUIDE}Welcome.html?x=1#top", Reference(GUIDE)),
        (f"{GUIDE}API_Types.html", Reference(GUIDE)),
        (f"{GUIDE}API_PutObject.html#here", Reference(GUIDE, "")),
        (f"{GUIDE}API_control_CreateJob.md", Reference(GUIDE, "control_")),
        (f"{GUIDE}API_Operations.html", Reference(GUIDE)),
        (
            f"{GUIDE}API_Operations_S3_Control.html",
            Reference(GUIDE, None, "API_Operations_S3_Control"),
        ),
        (f"{GUIDE}resources.html", Reference(GUIDE, None, "resources")),
        ("http://127.0.0.1:80/x", Reference("http://127.0.0.1:80/x/")),
    ],
)
def test_addresses_of_a_reference(url: str, reference: Reference) -> None:
    """A guide's address will do, and that of a page in it says which service is meant."""
    assert reference == read_reference(url)


@pytest.mark.parametrize(
    "url", ["", "s3", "docs.example/API/", "ftp://x/API/", "https://", "http://[x/"]
)
def test_what_is_no_address(url: str) -> None:
    """It is said what one looks like."""
    with pytest.raises(ProblemsError) as caught:
        read_reference(url)

    (problem,) = caught.value.problems
    assert f"the address of an API Reference, as {EXAMPLE}" == problem.expected


@pytest.mark.parametrize(
    ("name", "subject", "word"),
    [
        ("API_X", True, ""),
        ("API_control_X", True, "control_"),
        ("API_marketplace-reporting_GetDashboard", True, "marketplace-reporting_"),
        ("API_BatchWriteItem_v20111205", True, ""),
        ("API_acl", True, ""),
        ("API_OperationsSummary", True, ""),
        ("API_Operations", False, ""),
        ("API_Types_S3", False, "Types_"),
        ("CommonErrors", False, ""),
        ("API_", False, ""),
    ],
)
def test_names_of_subjects(name: str, *, subject: bool, word: str) -> None:
    """The name of a page tells whether it is of an operation or a type, and of which service."""
    assert (subject, word) == (is_subject(name), word_of(name))


def test_a_guide_of_several_services() -> None:
    """Which of them is meant is never guessed."""
    assert only_word(["API_a_X", "API_a_Y"], GUIDE) == "a_"

    problem = only_word(["API_X", "API_a_Y", "API_a_Z"], GUIDE)

    assert isinstance(problem, Problem)
    assert problem.found == "1 as API_X, 2 as API_a_X"


@pytest.mark.parametrize(
    ("name", "expected"), [("apps-id", True), ("resources", False), ("Welcome", False)]
)
def test_names_of_resources(name: str, *, expected: bool) -> None:
    """What every guide has is no resource."""
    assert expected is is_resource(name)


MARKDOWN = f"""
[A](API_A.md) [again](API_A.md#API_A_x), [B](./API_B.html), [C]({GUIDE}API_C.html)
[elsewhere](../../x/API_X.md) [and](https://docs.example/other/API_X.md) [not](API_X.pdf)
[bad](http://[API_X.md) [below](more/API_X.md) [D](<API_D.md?x=y>)
"""
HTML = f"""<!DOCTYPE html><div id="breadcrumbs"><a href="Welcome.html">x</a></div>
<div id="main-col-body"><a href="./API_A.html#x"><a href='API_B.html'>B</a><a>none</a><a href>
<a href="{GUIDE}API_C.html">C</a><a href="API_D&#46;html">D</a></div>
<a href="API_Next.html">next</a>"""
JSON = """{"contents": [{"title": "x", "href": "API_A.html", "contents": [{"href":"API_B.html"}]},
 {"title": "\\"href\\"", "href" : "API_C.html#x"}, {"href": "./API_D.html"}]}"""


@pytest.mark.parametrize(
    ("text", "form"),
    [(MARKDOWN, ".md"), (HTML, ".html"), (JSON, ".json")],
    ids=["md", "html", "json"],
)
def test_pages_that_one_links_to(text: str, form: str) -> None:
    """Only those of the same guide count, each once, and none of a page's frame."""
    assert ["API_A", "API_B", "API_C", "API_D"] == linked(text, f"{GUIDE}list{form}", GUIDE)


def test_html_without_the_known_frame() -> None:
    """All of its links count."""
    assert ["API_A"] == linked('<p><a href="API_A.html">A</a>', f"{GUIDE}x.html", GUIDE)


@pytest.mark.parametrize(
    ("form", "text", "another"),
    [
        (".md", "---\nsource_url: https://x/API_A.html\n---\n\n# A", False),
        (".md", "---\nsource_url: https://x/Welcome.html\n---\n\n# A", True),
        (".md", '# A\n<a name="API_A"></a>\n', False),
        (".md", '# Hello\n<a name="Welcome"></a>\n', True),
        (".md", "# A", False),
        (".md", "\n<!DOCTYPE html><p>Sorry", True),
        (".html", '<link rel="canonical" href="https://x/API_A.html">', False),
        (".html", '<link rel="canonical" href="https://x/Welcome.html">', True),
        (".html", '<link rel="canonical" href="http://[">', False),
        (".html", '<h1 id="api_a">A</h1>', False),
        (".html", '<h1 id="Welcome">A</h1>', True),
        (".html", "<h1>A</h1>", False),
    ],
)
def test_pages_that_name_themselves(form: str, text: str, *, another: bool) -> None:
    """A page that says that it is another is none; one that says nothing is what it should be."""
    assert another is is_another(text, f"{GUIDE}API_A{form}")


@pytest.mark.parametrize(
    "folder", ["apiref-html", "apiref-official-markdown", "apiref-resource-markdown/pinpoint"]
)
def test_real_pages_are_themselves(folder: str, shared: Path) -> None:
    """No real page is taken for another, and types that it names by link are found."""
    pages = [
        page
        for page in sorted((shared / "corpus" / folder).rglob("*.*"))
        if page.name != "README.md"
    ]
    texts = {page: page.read_text("utf-8") for page in pages}

    assert pages
    assert [] == [page.name for page, text in texts.items() if is_another(text, GUIDE + page.name)]
    found = {page: linked(text, GUIDE + page.name, GUIDE) for page, text in texts.items()}
    typed = [page for page, text in texts.items() if "of [" in text or "objects</p>" in text]
    assert [] == [page.name for page in typed if not found[page] and page.name[:4] == "API_"]
