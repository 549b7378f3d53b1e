"""boto3's pages in RST."""

import textwrap

import pytest
from support.facts import members_of

from generator.model.facts import OperationFacts, PageFacts, PageKind
from generator.model.kinds import Kind
from generator.readers.boto3 import rst as boto3_rst

HEAD = """\
:doc:`Things <../../things>` / Client / put_thing

*********
put_thing
*********



.. py:method:: Things.Client.put_thing({signature})

  

  {prose}

  

  See also: `AWS API Documentation <https://docs.aws.amazon.com/goto/WebAPI/things-2020-01-01/PutThing>`_  


"""
TOO_LARGE = """\
    {heading}
    ::

        # This section is too large to render.
        # Please see the AWS API Documentation linked below.

    `AWS API Documentation <https://docs.aws.amazon.com/goto/WebAPI/things-2020-01-01/PutThing>`_


"""
REQUEST = """\
  **Request Syntax**
  ::

    response = client.put_thing(
        Name='string'
    )
    
"""
PARAMETERS = """\
  :type Name: string
  :param Name: **[REQUIRED]** 

    The name.

    

  
  
"""
NOTHING = "  :returns: None\n"
RESPONSE = """\
  :rtype: dict
  :returns: 
    
    **Response Syntax**

    
    ::

      {
          'Id': 'string'
      }
      
    **Response Structure**

    

    - *(dict) --* 
      

      - **Id** *(string) --* 

        The id.

        
"""


def page(
    *sections: str, signature: str = "**kwargs", prose: str = "Puts a thing."
) -> tuple[PageFacts, OperationFacts]:
    """Return the facts of a page that reads."""
    text = HEAD.format(signature=signature, prose=prose) + "".join(sections)
    reading = boto3_rst.read(text, "page.rst")
    assert reading.facts is not None, reading.problems
    assert reading.facts.operation is not None
    return reading.facts, reading.facts.operation


def parameters(syntax: str, entries: str) -> str:
    """Return the request section of a page, of indented lines."""
    block = textwrap.indent(textwrap.dedent(syntax).strip("\n"), " " * 8)
    described = textwrap.indent(textwrap.dedent(entries).strip("\n"), "  ")
    call = f"  **Request Syntax**\n  ::\n\n    response = client.put_thing(\n{block}\n    )\n    \n"
    return f"{call}{described}\n\n  \n  \n"


def test_a_whole_page() -> None:
    """Names, service, documentation, both sides."""
    facts, operation = page(REQUEST, PARAMETERS, RESPONSE)

    assert (facts.kind, facts.subject, facts.service.id) == (PageKind.CLIENT, "put_thing", "things")
    assert (facts.service.class_name, facts.service.uid) == ("Things", "things-2020-01-01")
    assert (operation.name, operation.python_name) == ("PutThing", "put_thing")
    assert operation.documentation == "Puts a thing."
    (name,) = members_of(operation.input)
    assert (name.name, name.required, name.documentation) == ("Name", True, "The name.")
    assert [member.name for member in members_of(operation.output)] == ["Id"]
    assert operation.errors == ()


def test_neither_input_nor_output() -> None:
    """A method without arguments that returns None has no side at all."""
    request = "  **Request Syntax**\n\n  ::\n\n    response = client.put_thing()\n    \n"

    _, operation = page(request, "  \n", NOTHING, signature="")

    assert (operation.has_input, operation.has_output) == (False, False)


def test_errors_are_listed_once() -> None:
    """An error that the page lists twice is one error."""
    listed = "".join(
        f"  *   :py:class:`Things.Client.exceptions.{name}`\n\n  \n" for name in ("B", "A", "B")
    )

    _, operation = page(REQUEST, PARAMETERS, NOTHING, "  **Exceptions**\n  \n", listed)

    assert [error.name for error in operation.errors or ()] == ["B", "A"]


def test_a_deprecated_operation() -> None:
    """The documenter's notice is a fact, not documentation."""
    notice = (
        "Puts a thing.\n\n  .. danger::\n\n    This operation is deprecated and may not function as"
        " expected. This operation should not be used going forward and is only kept for the"
        " purpose of backwards compatiblity.\n"
    )

    _, operation = page(REQUEST, PARAMETERS, NOTHING, prose=notice)

    assert (operation.deprecated, operation.documentation) == (True, "Puts a thing.")


@pytest.mark.parametrize(
    ("sections", "too_large", "members", "required"),
    [
        ((REQUEST, TOO_LARGE.format(heading="**Parameters**")), ("Parameters",), ["Name"], None),
        (
            (TOO_LARGE.format(heading="**Request Syntax**"), PARAMETERS),
            ("Request Syntax",),
            ["Name"],
            True,
        ),
        (
            (
                TOO_LARGE.format(heading="**Request Syntax**"),
                TOO_LARGE.format(heading="**Parameters**"),
            ),
            ("Request Syntax", "Parameters"),
            None,
            None,
        ),
    ],
)
def test_a_section_that_is_too_large(
    sections: tuple[str, ...],
    too_large: tuple[str, ...],
    members: list[str] | None,
    required: bool | None,
) -> None:
    """What one half of the page lost, the other half may still tell."""
    _, operation = page(*sections, NOTHING)

    assert operation.too_large == too_large
    assert operation.input is not None
    found = operation.input.members
    assert members == (None if found is None else [member.name for member in found])
    assert found is None or found[0].required is required


def test_a_union() -> None:
    """The documenter's note makes the structure a union and is no documentation."""
    _, operation = page(
        parameters(
            """
            Choice={
                'A': 'string',
                'B': 123
            }
            """,
            """
            :type Choice: dict
            :param Choice: 

              One of two.

              .. note::    This is a Tagged Union structure. Only one of the     following top level keys can be set: ``A``, ``B``. 

            
              - **A** *(string) --* 

                First.

              
              - **B** *(integer) --* **[REQUIRED]** 

                Second.
            """,
        ),
        NOTHING,
    )

    (choice,) = members_of(operation.input)
    assert (choice.value.union, choice.documentation) == (True, "One of two.")
    assert [(m.name, m.required) for m in members_of(choice.value)] == [("A", False), ("B", True)]


def test_a_union_in_a_response() -> None:
    """Of the note on unknown members, nothing is left."""
    note = (
        ".. note::    This is a Tagged Union structure. Only one of the     following top level keys"
        " will be set: ``A``.     If a client receives an unknown member it will     set"
        " ``SDK_UNKNOWN_MEMBER`` as the top level key. The structure is     as follows::\n\n"
        "                'SDK_UNKNOWN_MEMBER': {'name': 'UnknownMemberName'}\n"
    )
    response = RESPONSE.replace(
        "'Id': 'string'", "'Id': {\n              'A': 'string'\n          }"
    )
    response = response.replace("*(string) --*", "*(dict) --*").replace(
        "The id.\n", f"The id.\n\n        {note}\n        - **A** *(string) --* \n"
    )

    _, operation = page(REQUEST, PARAMETERS, response)

    (choice,) = members_of(operation.output)
    assert (choice.value.union, choice.documentation) == (True, "The id.")


def test_an_idempotency_token() -> None:
    """A field that the SDK fills in is a token."""
    _, operation = page(
        parameters(
            "Token='string'",
            """
            :type Token: string
            :param Token: 

              A token.

              This field is autopopulated if not provided.
            """,
        ),
        NOTHING,
    )

    (token,) = members_of(operation.input)
    assert (token.idempotency_token, token.documentation) == (True, "A token.")


def test_a_member_that_only_the_entries_show() -> None:
    """What the SDK fills in by itself is missing in the syntax block, and is read all the same."""
    _, operation = page(
        parameters(
            "Key='string'",
            """
            :type Key: string
            :param Key: 

              A key.

            :type KeyMD5: string
            :param KeyMD5: 

              Its digest.

                Please note that this parameter is automatically populated if it is not provided. Including this parameter is not required
            """,
        ),
        NOTHING,
    )

    found = [(m.name, m.required, m.documentation) for m in members_of(operation.input)]
    assert found == [("Key", False, "A key."), ("KeyMD5", False, "Its digest.")]


def test_lists_and_maps() -> None:
    """Unnamed entries are items, or keys and values; their text is their own."""
    _, operation = page(
        parameters(
            """
            Tags={
                'string': [
                    {
                        'Key': 'string'
                    },
                ]
            }
            """,
            """
            :type Tags: dict
            :param Tags: 

              Tags by name.

            
              - *(string) --* 

                A name.

              
                - *(list) --* 

                
                  - *(dict) --* 

                    A tag.

                  
                    - **Key** *(string) --* **[REQUIRED]** 
            """,
        ),
        NOTHING,
    )

    (tags,) = members_of(operation.input)
    assert tags.value.kind is Kind.MAP
    assert tags.value.keys is not None
    assert tags.value.keys.documentation == "A name."
    assert tags.value.values is not None
    item = tags.value.values.items
    assert item is not None
    assert (item.kind, item.documentation) == (Kind.STRUCTURE, "A tag.")
    assert [(m.name, m.required) for m in members_of(item)] == [("Key", True)]


@pytest.mark.parametrize(
    ("type_name", "shown", "kind"),
    [
        ("float", "...", Kind.FLOAT),
        ("float", "123.0", Kind.DOUBLE),
        ("integer", "123", Kind.INTEGRAL),
        ("JSON serializable", "{...}|[...]|123|123.4|'string'|True|None", Kind.STRING),
        (":ref:`document<document>`", "{...}|[...]|123|123.4|'string'|True|None", Kind.DOCUMENT),
        ("bytes or seekable file-like object", "b'bytes'|file", Kind.BLOB),
    ],
)
def test_both_halves_make_the_kind(type_name: str, shown: str, kind: Kind) -> None:
    """The syntax block and the entry together tell the kind more exactly than either."""
    entry = f":type A: {type_name}\n:param A: \n\n  Text.\n"

    _, operation = page(parameters(f"A={shown}", entry), NOTHING)

    assert [member.value.kind for member in members_of(operation.input)] == [kind]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (".. py:method:: Things.Client.can_paginate(operation_name)\n", "a method of every client"),
        (
            ".. py:method:: Things.Client.upload_file(Filename)\n\n  :type Filename: str\n",
            "a method that boto3 adds by hand",
        ),
        (
            ":doc:`Thing <index>` / Attribute / size\n\n.. py:attribute:: Things.Thing.size\n",
            "a page on boto3's resources",
        ),
        ("Things\n\n.. py:class:: Things.Client\n\n  .. toctree::\n", "a page that lists others"),
        (
            ":doc:`Things <../../things>` / Resource / Thing\n\n.. py:class:: Things.Thing(name)\n",
            "a page on boto3's resources",
        ),
        (
            ".. py:class:: Things.Client.exceptions.OopsException\n\n  .. py:attribute:: response\n",
            "a page on the class of an error",
        ),
    ],
)
def test_pages_of_no_operation_are_set_aside(text: str, reason: str) -> None:
    """Pages in a service's folder that are on no operation are known, and are no error."""
    reading = boto3_rst.read(text, "page.rst")

    assert (reading.facts, reading.problems) == (None, ())
    assert reading.aside == f"page.rst: {reason}"


@pytest.mark.parametrize(
    ("sections", "at", "expected"),
    [
        ((REQUEST, PARAMETERS), "end", "':rtype: dict' or ':returns: None'"),
        ((REQUEST.replace("'string'", ""), PARAMETERS, NOTHING), "    )\n    \n  :type", "a value"),
        ((REQUEST, PARAMETERS.replace("Name", "Nam"), NOTHING), ":type", "no such member"),
        ((REQUEST, PARAMETERS.replace(": string", ": list"), NOTHING), ":type", "a string"),
        ((REQUEST, NOTHING), "        Name=", "an entry for the member 'Name'"),
        ((REQUEST, PARAMETERS, RESPONSE.replace("**Id**", "**Ids**")), "**Ids", "no such member"),
    ],
)
def test_a_page_that_contradicts_itself(sections: tuple[str, ...], at: str, expected: str) -> None:
    """Both halves of a page must agree; the problem names the line."""
    text = HEAD.format(signature="**kwargs", prose="Puts a thing.") + "".join(sections)
    before = text.partition(at)[0]

    reading = boto3_rst.read(text, "page.rst")

    assert reading.facts is None
    found = {(problem.line, problem.expected) for problem in reading.problems}
    line = before.count("\n") + 1
    assert any(number == line and expected in said for number, said in found), found


ERRORS = """\
  **Exceptions**
  
  *   :py:class:`Things.Client.exceptions.A`

  
  *   :py:class:`Things.Client.exceptions.B`

  
"""


@pytest.mark.parametrize(
    ("old", "new", "at", "expected"),
    [
        ("**Exceptions**", "**Exception**", "exceptions.A", "the heading '**Exceptions**'"),
        (":py:class:`Things.Client.exceptions.B`", ":py:clas:`B`", ":py:clas:", "an error"),
        ("**[REQUIRED]**", "**[REQUIRED]*", ":param", "'**[REQUIRED]**'"),
        ("**[REQUIRED]**", "**[Required]**", ":param", "'**[REQUIRED]**'"),
        ("  ::\n\n    response", "\n\n    response", "    response", "a literal block"),
        ("'string'\n    )", "'str\u200bing'\n    )", "'str", "printable"),
        ("'string'\n    )", "'A|'B'\n    )", "'A", "printable"),
        ("  :returns: None\n", f"  :returns: None\n{HEAD}", "", "one page a file"),
        ("  See also", "  Also", "", "'See also' link"),
    ],
)
def test_damage_is_never_a_smaller_model(old: str, new: str, at: str, expected: str) -> None:
    """A page that lost a mark, a heading or a line is a problem on the line where it shows."""
    text = HEAD.format(signature="**kwargs", prose="Puts a thing.")
    text += REQUEST + PARAMETERS + NOTHING + ERRORS
    assert old in text
    damaged = text.replace(old, new, 1)

    reading = boto3_rst.read(damaged, "page.rst")

    assert reading.facts is None
    assert reading.aside is None
    assert any(expected in problem.expected for problem in reading.problems), reading.problems
    if at:
        line = damaged.partition(at)[0].count("\n") + 1
        assert line in [problem.line for problem in reading.problems]


@pytest.mark.parametrize(
    "sentence",
    ["", "Polls now and then.", "Polls :py:meth:`Things.Client.put_thing` every 1.5 seconds until"],
)
def test_a_waiter_that_does_not_say_how_often(sentence: str) -> None:
    """Delay and attempts are stated, or the page is not read."""
    text = (
        ".. py:class:: Things.Waiter.ThingPut\n\n"
        "  ::\n\n    \n    waiter = client.get_waiter('thing_put')\n\n"
        "  .. py:method:: wait(**kwargs)\n\n"
        f"    {sentence}\n\n"
        "    See also: `AWS API Documentation <https://x/goto/WebAPI/things-2020-01-01/PutThing>`_\n\n"
        "    **Request Syntax**\n    ::\n\n      waiter.wait()\n\n    :returns: None\n"
    )

    reading = boto3_rst.read(text, "page.rst")

    assert [problem.expected for problem in reading.problems] == [
        "a sentence on how often the waiter polls"
    ]
