"""Pages as plain lines: what is looked for is found in every rendition, and nowhere else."""

import re

import pytest

from generator.audit.raw_page import RawPage, Region

MARKDOWN = """# Shelve

## Request Syntax

```nohighlight

{
   "Labels": [ "string" ]
}
```

## Request Parameters

**[Labels](#API_Shelve_RequestSyntax)**

What is written on it: `a`.

Type: Array of strings

Pattern: `[a-z|]*`

**Note:** These are words.

Required: No

**[Shelf](#API_Shelve_RequestSyntax)**

Where it goes.

Type: String

Required: Yes

## Errors

**NoSuchShelf**

**Shelf**

HTTP Status Code: 404

**Oops**

HTTP Status Code: 500
"""

HTML = """<html><body><h1 class="topictitle">Shelve</h1>
<h2 id="a">Request Syntax</h2><pre><code class="nohighlight">
<span>{</span>
   "<a href="#l">Labels</a>": [ "<code>string</code>" ]
}</code></pre><h2 id="b">Request Parameters</h2>
<dl>
<dt id="l"><span class="term"><b><a href="#r">Labels</a></b></span></dt>
<dd><p>What is written on it: <code>a</code>.</p><p>Type: Array of strings</p>
<p>Pattern: <code>[a-z|]*</code></p>
<p>Required: No</p></dd>
<dt id="s"><span class="term"><b><a href="#r">Shelf</a></b></span></dt>
<dd><p>Where it goes.</p>
<p>Type: String</p>
<p>Required: Yes</p></dd>
</dl><h2 id="e">Errors</h2><dl>
<dt><span class="term"><b>NoSuchShelf</b></span></dt>
<dd><dl><dt><b>Shelf</b></dt></dl><p>HTTP Status Code: 404</p></dd>
<dt><span class="term"><b>Oops</b></span></dt><dd><p>HTTP Status Code: 500</p></dd></dl>
"""

TEXT = """Shelve
Request Syntax
{
"Labels": [ "string" ]
}
Request Parameters
- Labels
-
What is written on it:
a
.
Type: Array of strings
Pattern:
[a-z|]*
Required: No
- Shelf
-
Where it goes.
Type: String
Required: Yes
Errors
- NoSuchShelf
-
- Shelf
-
HTTP Status Code: 404
- Oops
-
HTTP Status Code: 500
"""

SITE = re.sub(
    r"^\*\*(\[?(\w+)[^:*]*)\*\*$", r' ** \1 **   <a name="a-\2"></a>', MARKDOWN, flags=re.MULTILINE
)
"""Markdown as docs.aws.amazon.com serves it."""

RENDITIONS = {
    "converted apiref-markdown": MARKDOWN,
    "site's apiref-markdown": SITE,
    "apiref-html": HTML,
    "apiref-text": TEXT,
}


@pytest.fixture(params=RENDITIONS)
def source(request: pytest.FixtureRequest) -> str:
    """Name one form of the page after the other."""
    return str(request.param)


@pytest.fixture
def page(source: str) -> RawPage:
    """Return the page in this form."""
    return RawPage("page", source.split()[-1], "Shelve", RENDITIONS[source], is_type=False)


def test_a_description_ends_where_the_next_begins(page: RawPage) -> None:
    """All lines of a member, and none of its neighbour."""
    (labels,) = page.entries(Region.REQUEST, ["Labels"])

    said = [(label, text) for _, label, text in labels.labelled("Type", "Pattern", "Required")]
    assert [("Type", "Array of strings"), ("Pattern", "[a-z|]*"), ("Required", "No")] == said


def test_a_member_stands_in_its_own_section(page: RawPage) -> None:
    """A word is no term of a section that it isn't in, nor a member because prose has it."""
    assert [] == list(page.entries(Region.RESPONSE, ["Labels"]))
    assert [] == list(page.entries(Region.REQUEST, ["NoSuchShelf"]))
    assert [] == list(page.lines(Region.REQUEST).mentions("written"))


def test_a_syntax_block_mentions_members(page: RawPage) -> None:
    """Once in the block, once as a term."""
    texts = [text for _, text in page.lines(Region.REQUEST).mentions("Labels")]

    assert ['"Labels": [ "string" ]', "Labels"] == texts


def test_an_error_ends_with_its_status(page: RawPage) -> None:
    """Its members are in between, and those of others are not."""
    (error,) = page.lines(Region.ERRORS).errors(["NoSuchShelf"])
    (other,) = page.lines(Region.ERRORS).errors(["Oops"])

    assert ["404"] == [text for _, _, text in error.labelled("HTTP Status Code")]
    assert ["Shelf"] == [text for _, text in error.mentions("Shelf")]
    assert [] == list(other.mentions("Shelf"))


def test_lines_are_those_of_the_page(page: RawPage, source: str) -> None:
    """A line's number leads to it, whatever markup it has."""
    (shelf,) = page.entries(Region.REQUEST, ["Shelf"])

    assert "Shelf" in RENDITIONS[source].splitlines()[shelf.line - 1]
