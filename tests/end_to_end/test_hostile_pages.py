"""Pages made to break out of strings, comments and names."""

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from support.vocabulary import strangers

from generator.emit.emission import emit_service
from generator.model.assembly import assemble
from generator.model.problems import ProblemsError
from generator.readers.page import read_page

BREAKOUTS = (
    '"""', "'''", '"', "'", "\\", "\\\\", "\\'", '\\"', "\n", "\r", "\t", "\0", "\x0c", "\u2028",
    "{{ x }}", "{% if x %}", "{% endraw %}", "{#", "#}", "{}", "{0}", "%s", "%(x)s", "${x}", "`",
    "``", "**", "*", "_", "|", ":", ";", "#", "# type: ignore", "# fmt: off", "# noqa",
    "__import__('os').abort()", "import os", "\nimport os\n", "os.abort()", "lambda: 0", "eval",
    "): pass", "]): ...", "(x)", "print(1)", "self", "cls", "None", "True", "class", "def", "type",
    "__init__", "__class__", "__builtins__", "str", "dict", "object", "property", "<b>", "</p>",
    "&lt;", "<script>", "é", "\u4e2d\u6587", "\U0001f600", "\ud83d", "\u202e", "\ufeff", "x" * 90,
    "@x", "a b", "a-b", "a.b", "1st", "", "$", "^", "^(a+)+$", "[", "(?P<x>", "(?#",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(BREAKOUTS), min_size=1, max_size=4).map("".join)
ODD = ("class", "self", "None", "__init__", "str", "type", "lambda", "os", "eval", "Literal", "at")
NAMES = st.one_of(st.sampled_from(ODD), HOSTILE)
CAPITAL = {"operation", "name", "other", "inner", "error"}

BOTO3 = """\
:doc:`Things <../../things>` / Client / put_thing

*********
put_thing
*********



.. py:method:: Things.Client.put_thing(**kwargs)

  

  {prose}

  

  See also: `AWS API Documentation <https://docs.aws.amazon.com/goto/WebAPI/things-2020-01-01/{operation}>`_  


  **Request Syntax**
  ::

    response = client.put_thing(
        {name}={value},
        {other}={{
            '{inner}': 'A'|{value}|'B'
        }}
    )
    
  :type {name}: string
  :param {name}: **[REQUIRED]** 

    {prose}

    

  
  :type {other}: dict
  :param {other}: 

    {prose}

    

  
    - **{inner}** *(string) --* 

      {prose}

      
    
  
  
  :rtype: dict
  :returns: 
    
    **Response Syntax**

    
    ::

      {{
          '{inner}': 'A'|{value}
      }}
      
    **Response Structure**

    

    - *(dict) --* {prose}
      

      - **{inner}** *(string) --* 

        {prose}
        
  
  
  **Exceptions**
  
  *   :py:class:`Things.Client.exceptions.{error}`

  """

REFERENCE = """\
{operation}

{operation} - AWS Things

{prose}

Request Syntax

POST /{name} HTTP/1.1 Content-type: application/json {{ "{inner}": "string", "{other}": number }}

URI Request Parameters

The request does not use any URI parameters.

Request Body

The request accepts the following data in JSON format.

{inner}

{prose}

Type: String

Length Constraints: Minimum length of 1. Maximum length of 64.

Pattern: {prose}

Valid Values: {word}

Required: Yes

{other}

{prose}

Type: Integer

Required: No

Response Syntax

HTTP/1.1 200

Response Elements

If the action is successful, the service sends back an HTTP 200 response with an empty HTTP body.

Errors

{error}

{prose}

HTTP Status Code: 400

See Also

For more information about using this API in one of the language-specific AWS SDKs, see the following:
"""

PLACES = {
    "prose": "Puts a thing.",
    "operation": "PutThing",
    "name": "Name",
    "other": "Other",
    "inner": "Inner",
    "value": "'string'",
    "word": "string",
    "error": "ConflictException",
}
"""What stands in the places of a page that means no harm."""


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """Draw a page with hostile texts in one or two of its places."""
    page = draw(st.sampled_from([BOTO3, REFERENCE]))
    places = draw(st.sets(st.sampled_from(sorted(PLACES)), min_size=1, max_size=2))
    texts = {place: draw(NAMES if place in CAPITAL else HOSTILE) for place in sorted(places)}
    if "value" in texts:
        texts["value"] = repr(texts["value"])
    return page.format(**PLACES | texts).encode("utf-8", "surrogatepass")


def hold(page: bytes) -> None:
    """Read a page and emit its service: there is a problem, or code without strangers."""
    reading = read_page(page, "page")
    if reading.facts is None:
        event("refused by the reader")
        return
    try:
        texts = emit_service(assemble([reading.facts]).service)
    except (ProblemsError, ValueError):
        event("refused later")
        return
    event("emitted")

    assert [] == strangers(texts)


@given(pages())
@settings(max_examples=300)
def test_nothing_breaks_out(page: bytes) -> None:
    """Generated code compiles, and holds no name, call or import that was not put there."""
    hold(page)


@pytest.mark.slow
@given(pages())
@settings(max_examples=5000)
def test_nothing_breaks_out_of_thousands(page: bytes) -> None:
    """The same, of many more pages."""
    hold(page)
