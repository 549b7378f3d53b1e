"""boto3's pages in HTML."""

import pytest
from support.facts import members_of

from generator.model.facts import OperationFacts, PageFacts, PageKind
from generator.model.kinds import Kind
from generator.readers.boto3 import html as boto3_html
from generator.readers.page import read_page

GOTO = "https://docs.aws.amazon.com/goto/WebAPI/things-2020-01-01/PutThing"
HEAD = """\
<p><a class="reference internal" href="../../things.html"><span class="doc">Things</span></a> / Client / put_thing</p>
<section id="put-thing">
<h1>put_thing<a class="headerlink" href="#put-thing" title="Link to this heading">¶</a></h1>
<dl class="py method">
<dt class="sig sig-object py" id="Things.Client.put_thing">
<span class="sig-prename descclassname"><span class="pre">Things.Client.</span></span><span class="sig-name descname"><span class="pre">put_thing</span></span><span class="sig-paren">(</span><em class="sig-param"><span class="o"><span class="pre">**</span></span><span class="n"><span class="pre">kwargs</span></span></em><span class="sig-paren">)</span><a class="headerlink" href="#Things.Client.put_thing">¶</a></dt>
<dd><p>Puts a thing.</p>
"""
SEE_ALSO = (
    f'<p>See also: <a class="reference external" href="{GOTO}">AWS API Documentation</a></p>\n'
)
TAIL = "</dd></dl>\n\n</section>\n"
NOTHING = '<dt class="field-even">Returns<span class="colon">:</span></dt>\n<dd class="field-even"><p>None</p>\n</dd>\n'
NAME = "<strong>Name</strong> (<em>string</em>) – <p><strong>[REQUIRED]</strong></p>\n<p>The name.</p>\n"
ERRORS = """\
<p><strong>Exceptions</strong></p>
<ul class="simple">
<li><p><code class="xref py py-class"><span class="pre">Things.Client.exceptions.B</span></code></p></li>
<li><p><code class="xref py py-class"><span class="pre">Things.Client.exceptions.A</span></code></p></li>
</ul>
"""
NOTICE = f"""\
<div class="highlight-default notranslate"><div class="highlight"><pre><span></span><span class="c1"># This section is too large to render.</span>
<span class="c1"># Please see the AWS API Documentation linked below.</span>
</pre></div>
</div>
<p><a class="reference external" href="{GOTO}">AWS API Documentation</a></p>
"""


def code(text: str) -> str:
    """Return a block of code."""
    return f'<div class="highlight"><pre><span></span>{text}\n</pre></div>\n'


def request(arguments: str = "    <span>Name</span><span>=</span><span>'string'</span>\n") -> str:
    """Return the section that shows the request."""
    heading = "<p><strong>Request Syntax</strong></p>\n"
    return heading + code(f"response = client.put_thing(\n{arguments})")


def parameters(*entries: str) -> str:
    """Return the field of the parameters; Sphinx makes no list of a single one."""
    label = '<dt class="field-odd">Parameters<span class="colon">:</span></dt>\n'
    items = "".join(f"<li><p>{entry}</p></li>\n" for entry in entries)
    body = f"<ul>\n{items}</ul>\n" if len(entries) > 1 else f"<p>{''.join(entries)}</p>\n"
    return f'{label}<dd class="field-odd">{body}</dd>\n'


def returns(syntax: str, entries: str) -> str:
    """Return the fields of a response."""
    return (
        "<dt>Return type<span>:</span></dt>\n<dd><p>dict</p>\n</dd>\n"
        "<dt>Returns<span>:</span></dt>\n<dd><p><p><strong>Response Syntax</strong></p>\n"
        f"{code(syntax)}<p><strong>Response Structure</strong></p>\n"
        f"<ul>\n<li><p><em>(dict) –</em></p>\n<ul>\n{entries}</ul>\n</li>\n</ul>\n</p>\n</dd>\n"
    )


def fields(*sections: str) -> str:
    """Return the list of fields."""
    return f'<dl class="field-list simple">\n{"".join(sections)}</dl>\n'


WHOLE = HEAD + SEE_ALSO + request() + fields(parameters(NAME), NOTHING) + ERRORS + TAIL


def page(text: str) -> tuple[PageFacts, OperationFacts]:
    """Return the facts of a page that reads."""
    reading = boto3_html.read(text, "page.html")
    assert reading.facts is not None, reading
    assert reading.facts.operation is not None
    return reading.facts, reading.facts.operation


def operation(arguments: str, *entries: str) -> OperationFacts:
    """Return the facts of an operation with such parameters."""
    sections = fields(parameters(*entries), NOTHING)
    return page(HEAD + SEE_ALSO + request(arguments) + sections + TAIL)[1]


def test_a_whole_page() -> None:
    """Names, service, documentation, both sides, errors."""
    response = returns(
        "{\n    'Id': 'string'\n}", "<li><p><strong>Id</strong> <em>(string) –</em></p>\n<p>The id.</p>\n</li>\n"
    )  # fmt: skip
    text = HEAD + SEE_ALSO + request() + fields(parameters(NAME), response) + ERRORS + TAIL

    facts, found = page(text)

    assert (facts.kind, facts.subject, facts.service.id) == (PageKind.CLIENT, "put_thing", "things")
    assert (facts.service.class_name, facts.service.uid) == ("Things", "things-2020-01-01")
    assert (found.name, found.python_name) == ("PutThing", "put_thing")
    assert (found.documentation, facts.plain) == ("Puts a thing.", False)
    (name,) = members_of(found.input)
    assert (name.name, name.required, name.documentation) == ("Name", True, "The name.")
    (id_,) = members_of(found.output)
    assert (id_.name, id_.required, id_.documentation) == ("Id", None, "The id.")
    assert [error.name for error in found.errors or ()] == ["B", "A"]


FRAMES = {
    "only the article": WHOLE,
    "the site": (
        "<!doctype html>\n<html><head><title>x</title></head><body><nav><p>a / b</p>"
        '<dl><dt>Menu</dt></dl><ul><li class="toctree-l1"><a href="index.html">x</a></li></ul>'
        f'</nav><article role="main">\n{WHOLE}</article><footer><p>© <em>x</em></p></footer>'
        "<aside><ul><li>put_thing()</li></ul></aside></body></html>"
    ),
    "CRLF": WHOLE.replace("\n", "\r\n"),
    "a comment first": f"<!-- saved from the site -->\n{WHOLE}",
}


@pytest.mark.parametrize("frame", FRAMES)
def test_what_stands_around_a_page_plays_no_part(frame: str) -> None:
    """A page is recognised and read with the site's frame and without it."""
    facts = read_page(FRAMES[frame].encode(), "x").facts

    assert facts is not None
    assert facts.rendition == "boto3-html"
    _, expected = page(WHOLE)
    assert facts.operation is not None
    assert (facts.operation.name, facts.operation.has_output) == ("PutThing", False)
    assert [m.name for m in members_of(facts.operation.input)] == [
        m.name for m in members_of(expected.input)
    ]


def test_facts_have_the_lines_of_their_elements() -> None:
    """The parser keeps no positions; facts have some all the same."""
    _, found = page(WHOLE)

    (name,) = members_of(found.input)
    assert "<strong>Name" in WHOLE.split("\n")[name.line - 1]
    errors = [WHOLE.split("\n")[error.line - 1] for error in found.errors or ()]
    assert ["exceptions.B" in errors[0], "exceptions.A" in errors[1]] == [True, True]


def test_what_seems_a_tag_in_an_attribute_is_none() -> None:
    """Values of attributes end where they did."""
    text = WHOLE.replace(
        "<p>The name.", f'<p><a class="external" title="a <p b" href="{GOTO}">It</a>.'
    )

    _, found = page(text)

    assert [m.documentation for m in members_of(found.input)] == [f"[It]({GOTO})."]


UNION = '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>This is a Tagged Union structure. Only one of the     following top level keys can be set: <code>A</code>.</p>\n</div>\n'
INNER = "<li><p><strong>A</strong> <em>(string) –</em> <strong>[REQUIRED]</strong></p>\n<p>First.</p>\n</li>\n"


def test_a_union() -> None:
    """The documenter's note makes the structure a union and is no documentation."""
    entry = f"<strong>Choice</strong> (<em>dict</em>) – <p>One.</p>\n{UNION}<ul>\n{INNER}</ul>\n"

    found = operation("    Choice={\n        'A': 'string'\n    }\n", entry)

    (choice,) = members_of(found.input)
    assert (choice.value.union, choice.documentation, choice.required) == (True, "One.", False)
    assert [(m.name, m.required, m.documentation) for m in members_of(choice.value)] == [
        ("A", True, "First.")
    ]


@pytest.mark.parametrize(
    ("swallowing", "said"),
    [
        ("<ul><li><p>Item.</p>{}</li></ul>", "Text.\n\n- Item."),
        (
            '<div class="admonition note"><p class="admonition-title">Note</p><p>It.</p>{}</div>',
            "Text.\n\n> **Note:** It.",
        ),
        ("<blockquote><div>{}</div></blockquote>", "Text."),
    ],
)
def test_entries_stand_deeper_than_they_should(swallowing: str, said: str) -> None:
    """A list of prose or a note before the entries, or mere indentation, may hold them."""
    inner = swallowing.format(f"<ul>\n{INNER}</ul>\n")

    found = operation(
        "    Choice={\n        'A': 'string'\n    }\n",
        f"<strong>Choice</strong> (<em>dict</em>) – <p>Text.</p>{inner}",
    )

    (choice,) = members_of(found.input)
    assert [(m.name, m.documentation) for m in members_of(choice.value)] == [("A", "First.")]
    assert choice.documentation == said


SHOWN = """{
    'Inner': {
        'A': 'string',
        'B': [
            'string',
        ]
    },
    'Last': 'string'
}"""


def entry(head: str, text: str, inner: str = "") -> str:
    """Return an entry in a list of its own."""
    return f"<ul>\n<li><p>{head}</p>\n<p>{text}</p>\n{inner}</li>\n</ul>\n"


BEGUN = entry(
    "<em>(dict) –</em>",
    "It.",
    entry(
        "<strong>Inner</strong> <em>(dict) –</em>",
        "Inside.",
        entry("<strong>A</strong> <em>(string) –</em>", "The first"),
    ),
)
GONE_ON = (
    "<p>of two.</p>\n<blockquote>\n<div><blockquote>\n<div>"
    + entry(
        "<strong>B</strong> <em>(list) –</em>",
        "Some.",
        entry("<em>(string) –</em>", "One of them."),
    )
    + "</div></blockquote>\n"
    + entry("<strong>Last</strong> <em>(string) –</em>", "The end.")
    + "</div></blockquote>\n"
)
RESPONSE = (
    f"<p><strong>Response Syntax</strong></p>\n{code(SHOWN)}<p><strong>Response Structure</strong></p>\n"
    f"{BEGUN}"
)
MERGED = '<dl class="field-list"><dt>Return type:</dt><dd><p>dict</p></dd><dt>Returns:</dt><dd><p>{}</p></dd></dl>'
UNMERGED = (
    '<dl class="field-list">\n<dt>type Name:</dt>\n<dd><p>string</p>\n</dd>\n<dt>param Name:</dt>\n<dd><p><strong>[REQUIRED]</strong></p>\n'
    "<p>The name.</p>\n</dd>\n<dt>rtype:</dt>\n<dd><p>dict</p>\n</dd>\n<dt>returns:</dt>\n<dd>{}</dd>\n</dl>\n"
)


def _assert_is_whole(found: OperationFacts) -> None:
    inner, last = members_of(found.output)
    first, second = members_of(inner.value)
    assert [m.name for m in (inner, first, second, last)] == ["Inner", "A", "B", "Last"]
    assert (inner.documentation, last.documentation) == ("Inside.", "The end.")
    assert (first.documentation, second.documentation) == ("The first\n\nof two.", "Some.")
    assert second.value.items is not None
    assert second.value.items.documentation == "One of them."


def test_prose_too_far_to_the_left_shifts_a_page() -> None:
    """Sphinx merges no fields, and ends every list where the prose stands."""
    whole = f"<p>Puts.</p>{SEE_ALSO}{request()}{UNMERGED.format(RESPONSE)}"
    head = HEAD.removesuffix("<p>Puts a thing.</p>\n")

    _, found = page(f"{head}<blockquote>\n<div>{whole}</div></blockquote>\n{GONE_ON}{ERRORS}{TAIL}")

    _assert_is_whole(found)
    (name,) = members_of(found.input)
    assert (name.value.kind, name.required, name.documentation) == (Kind.STRING, True, "The name.")
    assert [error.name for error in found.errors or ()] == ["B", "A"]


def test_prose_too_far_to_the_left_ends_a_method() -> None:
    """On the page of a class, the rest of the method stands behind it."""
    body = f"{SEE_ALSO}{request()}{fields(parameters(NAME))}{MERGED.format(RESPONSE)}"
    text = on_class("Paginator", "paginator = client.get_paginator('put_thing')", "paginate", body)

    _, found = page(text.replace("</dl>\n</dd></dl>", f"</dl>\n{GONE_ON}</dd></dl>"))

    _assert_is_whole(found)


def test_prose_too_far_to_the_left_ends_the_parameters() -> None:
    """What goes on with a parameter stands between two lists of fields."""
    begun = f"<strong>Inner</strong> (<em>dict</em>) – <p>Inside.</p>{entry('<strong>A</strong> <em>(string) –</em>', 'The first')}"
    rest = "<p>of two.</p>\n" + entry("<strong>B</strong> <em>(string) –</em>", "Another.")
    shown = (
        "    Inner={\n        'A': 'string',\n        'B': 'string'\n    },\n    Name='string'\n"
    )
    none = UNMERGED.format("<p>None</p>")

    _, found = page(
        f"{HEAD}{SEE_ALSO}{request(shown)}{fields(parameters(begun))}{rest}{none}{TAIL}"
    )

    inner, name = members_of(found.input)
    assert [(m.name, m.documentation) for m in members_of(inner.value)] == [
        ("A", "The first\n\nof two."),
        ("B", "Another."),
    ]
    assert (name.required, found.has_output) == (True, False)


def test_prose_too_far_to_the_left_becomes_a_term() -> None:
    """The rest of an entry, and those that follow, are in the definition of one."""
    rest = f"<dl>\n<dt>of two.</dt><dd>{GONE_ON.removeprefix('<p>of two.</p>')}</dd>\n</dl>\n"

    _, found = page(f"{HEAD}{SEE_ALSO}{request()}{fields(parameters(NAME))}{MERGED.format(RESPONSE + rest)}{TAIL}")  # fmt: skip

    _assert_is_whole(found)


def test_an_idempotency_token_and_what_only_the_entries_show() -> None:
    """What the SDK fills in is told by the documenter's sentences, which are no documentation."""
    found = operation(
        "    Token='string'\n",
        "<strong>Token</strong> (<em>string</em>) – <p>A token.</p>\n<p>This field is autopopulated if not provided.</p>\n",
        "<strong>KeyMD5</strong> (<em>string</em>) – <p>A digest.</p>\n<blockquote>\n<div><p>Please note that this parameter is"
        " automatically populated if it is not provided. Including this parameter is not required</p>\n</div></blockquote>\n",
    )  # fmt: skip

    token, digest = members_of(found.input)
    assert (token.idempotency_token, token.documentation) == (True, "A token.")
    assert (digest.name, digest.required, digest.documentation) == ("KeyMD5", False, "A digest.")


def test_sentences_of_the_documenter_within_prose() -> None:
    """A note may have taken one in, and a text that ends without a space has it right behind."""
    automatic = "Please note that this parameter is automatically populated if it is not provided. Including this parameter is not required"
    found = operation(
        "    Token='string'\n",
        "<strong>Token</strong> (<em>string</em>) – A token.This field is autopopulated if not provided.",
        '<strong>KeyMD5</strong> (<em>string</em>) – <p>A digest.</p><div class="admonition note"><p class="admonition-title">Note</p>'
        f"<p>Of a key.</p><blockquote><div><p>{automatic}</p></div></blockquote></div>",
    )  # fmt: skip

    token, digest = members_of(found.input)
    assert (token.idempotency_token, token.documentation) == (True, "A token.")
    assert digest.documentation == "A digest.\n\n> **Note:** Of a key."


def test_an_entry_that_boto3_writes_by_hand() -> None:
    """The brackets around its type are not emphasised."""
    response = returns(
        "{\n    'Body': {}\n}",
        "<li><p><strong>Body</strong> (<em>dict</em>) –</p>\n<p>It.</p>\n</li>\n",
    )

    _, found = page(HEAD + SEE_ALSO + request() + fields(parameters(NAME), response) + TAIL)

    assert [(m.name, m.documentation) for m in members_of(found.output)] == [("Body", "It.")]


def test_lists_and_maps() -> None:
    """Unnamed entries are items, or keys and values; their text is their own."""
    found = operation(
        "    Tags={\n        'string': [\n            {\n                'Key': 'string'\n            },\n        ]\n    }\n",
        "<strong>Tags</strong> (<em>dict</em>) – <ul>\n<li><p><em>(string) –</em></p>\n<p>A name.</p>\n<ul>\n<li><p><em>(list) –</em></p>\n"
        "<ul>\n<li><p><em>(dict) –</em></p>\n<p>A tag.</p>\n<ul class=\"simple\">\n<li><p><strong>Key</strong> <em>(string) –</em></p></li>\n"
        "</ul>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n",
    )  # fmt: skip

    (tags,) = members_of(found.input)
    assert tags.value.keys is not None
    assert tags.value.keys.documentation == "A name."
    assert tags.value.values is not None
    item = tags.value.values.items
    assert item is not None
    assert (item.kind, item.documentation) == (Kind.STRUCTURE, "A tag.")
    assert [(m.name, m.required) for m in members_of(item)] == [("Key", False)]


@pytest.mark.parametrize(
    ("type_", "shown", "kind"),
    [
        ("<em>float</em>", "...", Kind.FLOAT),
        ("<em>JSON serializable</em>", "{...}|[...]|123|123.4|'string'|True|None", Kind.STRING),
        ('<span class="xref std std-ref">document</span>', "{...}|[...]|123|123.4|'string'|True|None", Kind.DOCUMENT),
        ("<em>bytes</em><em> or </em><em>seekable file-like object</em>", "b'bytes'|file", Kind.BLOB),
    ],
)  # fmt: skip
def test_both_halves_make_the_kind(type_: str, shown: str, kind: Kind) -> None:
    """Types may be words, several, or refer to a page; without a text no dash follows."""
    found = operation(f"    A={shown}\n", f"<strong>A</strong> ({type_})")

    assert [member.value.kind for member in members_of(found.input)] == [kind]


def test_a_streaming_body() -> None:
    """A type that refers to a page of its own is not emphasised."""
    entry = '<li><p><strong>Body</strong> (<code class="xref"><span>StreamingBody</span></code>) –</p>\n<p>It.</p>\n</li>\n'
    response = returns("{\n    'Body': StreamingBody()\n}", entry)

    _, found = page(HEAD + SEE_ALSO + request() + fields(parameters(NAME), response) + TAIL)

    (body,) = members_of(found.output)
    assert (body.value.kind, body.value.streaming) == (Kind.BLOB, True)


def test_a_deprecated_operation() -> None:
    """The documenter's notice is a fact, not documentation."""
    notice = (
        '<div class="admonition danger">\n<p class="admonition-title">Danger</p>\n<p>This operation'
        " is deprecated and may not function as expected. This operation should not be used going"
        " forward and is only kept for the purpose of backwards compatiblity.</p>\n</div>\n"
    )

    _, found = page(WHOLE.replace(SEE_ALSO, notice + SEE_ALSO))

    assert (found.deprecated, found.documentation) == (True, "Puts a thing.")


def test_sections_that_are_too_large() -> None:
    """What one half of the page lost, the other half may still tell."""
    syntax = (
        f"<blockquote>\n<div><p><strong>Request Syntax</strong></p>\n{NOTICE}</div></blockquote>\n"
    )
    described = (
        f"<blockquote>\n<div><p><strong>Parameters</strong></p>\n{NOTICE}</div></blockquote>\n"
    )
    swallowed = (
        "<dt>Return type:</dt>\n<dd><p>dict</p>\n</dd>\n<dt>Returns:</dt>\n<dd><p><p><strong>Response Syntax</strong></p>\n"
        + code("{\n    'Id': 'string'\n}\n\n  **Response Structure**") + f"{NOTICE}</p>\n</dd>\n"
    )  # fmt: skip

    _, no_syntax = page(HEAD + SEE_ALSO + syntax + fields(parameters(NAME), NOTHING) + TAIL)
    _, no_entries = page(HEAD + SEE_ALSO + request() + described + fields(swallowed) + TAIL)
    _, neither = page(HEAD + SEE_ALSO + syntax + described + fields(NOTHING) + TAIL)

    assert no_syntax.too_large == ("Request Syntax",)
    assert [(m.name, m.required) for m in members_of(no_syntax.input)] == [("Name", True)]
    assert no_entries.too_large == ("Parameters", "Response Structure")
    assert [(m.name, m.required) for m in members_of(no_entries.input)] == [("Name", None)]
    assert [m.name for m in members_of(no_entries.output)] == ["Id"]
    assert neither.too_large == ("Request Syntax", "Parameters")
    assert neither.input is not None
    assert (neither.input.members, neither.input.complete) == (None, False)


def test_a_notice_that_the_block_before_took_in() -> None:
    """Both the heading and the notice may be indented as the block is, or stand behind all fields."""
    taken_in = "\n)\n\n\n**Parameters**\n::\n\n    # This section is too large to render.\n\n`AWS API Documentation &lt;x&gt;`_"
    syntax = "<p><strong>Response Syntax</strong></p>\n" + code("{\n    'Id': 'string'\n}")
    behind = f"<p><strong>Response Structure</strong></p>\n{NOTICE}"

    _, no_parameters = page(WHOLE.replace("\n)", taken_in).replace(parameters(NAME), ""))
    _, no_structure = page(HEAD + SEE_ALSO + request() + fields(parameters(NAME)) + MERGED.format(syntax) + behind + ERRORS + TAIL)  # fmt: skip

    assert no_parameters.too_large == ("Parameters",)
    assert [(m.name, m.required) for m in members_of(no_parameters.input)] == [("Name", None)]
    assert no_structure.too_large == ("Response Structure",)
    assert [m.name for m in members_of(no_structure.output)] == ["Id"]
    assert [error.name for error in no_structure.errors or ()] == ["B", "A"]


def on_class(kind: str, factory: str, method: str, body: str) -> str:
    """Return the page of a paginator or a waiter."""
    return (
        f'<dl class="py class">\n<dt class="sig"><span>class </span><span>Things.{kind}.</span><span>ThingPut</span></dt>\n<dd>'
        + code(factory)
        + f'<dl class="py method">\n<dt class="sig">{method}(<em>**kwargs</em>)</dt>\n<dd>{body}</dd></dl>\n</dd></dl>\n'
    )


def test_a_waiter() -> None:
    """Delay and attempts are stated; nothing is said of an output."""
    polls = "<p>Polls <code>Things.Client.put_thing()</code> every 15 seconds until a successful state is reached. An error is raised after 40 failed checks.</p>\n"
    text = on_class(
        "Waiter",
        "waiter = client.get_waiter('thing_put')",
        "wait",
        f"{polls}{SEE_ALSO}{request()}{fields(parameters(NAME), NOTHING)}",
    )

    facts, found = page(text)

    assert (facts.kind, facts.subject) == (PageKind.WAITER, "ThingPut")
    assert (found.python_name, found.delay, found.max_attempts) == ("put_thing", 15, 40)
    assert (found.has_output, found.errors, found.documentation) == (None, None, None)


def test_a_paginator() -> None:
    """Its page names the method that it paginates."""
    body = f"<p>Creates an iterator.</p>\n{SEE_ALSO}{request()}{fields(parameters(NAME), NOTHING)}"
    text = on_class("Paginator", "paginator = client.get_paginator('put_thing')", "paginate", body)

    facts, found = page(text)

    assert facts.id == "boto3-html/paginator/ThingPut"
    assert (found.name, found.python_name, found.documentation) == ("PutThing", "put_thing", None)


def method_page(name: str, arguments: str, body: str) -> str:
    """Return the page of a method that is no operation."""
    return f'<dl class="py method">\n<dt>Things.Client.{name}({arguments})</dt>\n<dd>{body}</dd></dl>\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            method_page("can_paginate", "operation_name", "<p>Checks.</p>"),
            "a method of every client",
        ),
        (
            method_page("upload_file", "Filename", fields("<dt>Parameters:</dt><dd><p>x</p></dd>")),
            "a method that boto3 adds by hand",
        ),
        (
            '<p><a href="index.html">Thing</a> / Attribute / size</p>\n<dl class="py attribute"><dt>x</dt></dl>\n',
            "a page on boto3's resources",
        ),
        (
            '<dl class="py class"><dt>x</dt></dl>\n<div class="toctree-wrapper compound"></div>\n',
            "a page that lists others",
        ),
        (
            '<p><a href="../../things.html">Things</a> / Resource / Thing</p>\n<dl class="py class"></dl>\n',
            "a page on boto3's resources",
        ),
        (
            '<dl class="py class"><dt>class Things.Client.exceptions.OopsException</dt></dl>\n',
            "a page on the class of an error",
        ),
    ],
)
def test_pages_of_no_operation_are_set_aside(text: str, reason: str) -> None:
    """Pages in a service's folder that are on no operation are known, and are no error."""
    reading = read_page(text.encode(), "page.html")

    assert (reading.facts, reading.problems) == (None, ())
    assert reading.aside == f"page.html: {reason}"


@pytest.mark.parametrize(
    ("old", "new", "at", "expected"),
    [
        ("[REQUIRED]", "[Required]", "<strong>Name", "'[REQUIRED]'"),
        ("(<em>string</em>)", "string", "<strong>Name", "an entry such as"),
        ("(<em>string</em>)", "(<em>list</em>)", "<strong>Name", "a string, as the syntax"),
        ("<strong>Name", "<strong>Nam", "<strong>Nam", "no such member"),
        (parameters(NAME), "", "    <span>Name", "an entry for the member 'Name'"),
        ("'string'", "", ")\n</pre>", "a value"),
        ("Request Syntax", "Request", "<dt class", "a 'Request Syntax' section"),
        ("pre>", "p>", "<div class", "a block of code"),
        (NOTHING, "", "", "the return type 'dict'"),
        ("Exceptions</", "Exception</", "exceptions.B", "the heading 'Exceptions' above"),
        ("Things.Client.exceptions.A", "A", "pre\">A", "an error of the list"),
        ("See also", "Also", "", "'See also' link"),
        (TAIL, TAIL + method_page("x", "", ""), "<dt>Things", "one page a file"),
        (TAIL, "", "", "the ends of all lists"),
        ("Things.Client.</span>", "</span>", "", "the name of a client class"),
    ],
)  # fmt: skip
def test_damage_is_never_a_smaller_model(old: str, new: str, at: str, expected: str) -> None:
    """A page that lost something is a problem on the line where it shows."""
    assert old in WHOLE
    damaged = WHOLE.replace(old, new)

    reading = boto3_html.read(damaged, "page.html")

    assert (reading.facts, reading.aside) == (None, None)
    found = {problem.expected: problem.line for problem in reading.problems}
    assert [said for said in found if expected in said], found
    if at:
        assert damaged.partition(at)[0].count("\n") + 1 in found.values()


def test_a_page_cut_anywhere_is_a_problem_or_reads_the_same() -> None:
    """The parser closes what is open, the reader takes nothing that it closed."""
    whole = page(WHOLE)

    for end in range(1, len(WHOLE)):
        reading = read_page(WHOLE[:end].encode(), "page.html")
        if reading.facts is not None:
            assert (reading.facts, reading.facts.operation) == whole
        else:
            assert reading.problems


@pytest.mark.parametrize("tags", ["<ul><li>", "<span>", "<blockquote><div>", "<div class=x>"])
def test_elements_nest_no_deeper_than_can_be_read(tags: str) -> None:
    """What would exhaust Python's stack is a problem on its line."""
    deep = tags * 500

    reading = boto3_html.read(WHOLE.replace("<p>The name.", f"<p>The name.</p>{deep}"), "page.html")

    assert [problem.expected for problem in reading.problems] == [
        "no more than 200 levels of elements"
    ]


@pytest.mark.parametrize("outer", ["ul", "span", "blockquote", "div"])
@pytest.mark.parametrize("inner", ["li", "b", "div", "dl"])
def test_elements_nest_deeply(outer: str, inner: str) -> None:
    """As far as elements may nest, nothing exhausts Python's stack."""
    nested = f"<{outer}><{inner}>" * 90 + "x" + f"</{inner}></{outer}>" * 90
    text = WHOLE.replace("<p>The name.", f"<p>The name.</p>{nested}<p>")

    _, found = page(text)

    assert [(m.documentation or "").split("\n")[0] for m in members_of(found.input)] == [
        "The name."
    ]
