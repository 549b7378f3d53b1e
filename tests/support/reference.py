"""An invented service: botocore's model of it, and its API Reference as converters leave it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_UNDOCUMENTED = {"shape": "String"}


def _structure(*required: str, **members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "structure", "required": list(required), "members": members}


def model() -> dict[str, Any]:
    """Return a model with facts of every sort that an API Reference states."""
    return {
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-01-01",
            "endpointPrefix": "things",
            "protocol": "rest-json",
            "protocols": ["rest-json"],
            "serviceFullName": "Things",
            "serviceId": "Things",
            "signatureVersion": "v4",
            "uid": "things-2020-01-01",
        },
        "operations": {
            "PutThing": {
                "name": "PutThing",
                "http": {
                    "method": "PUT",
                    "requestUri": "/shelves/{ShelfId}/things/{ThingName+}?replace",
                    "responseCode": 201,
                },
                "input": {"shape": "PutThingRequest"},
                "output": {"shape": "PutThingResponse"},
                "errors": [{"shape": "NoSuchShelf"}, {"shape": "Oops"}],
            },
        },
        "shapes": _shapes(),
    }


def _shapes() -> dict[str, Any]:
    return {
        "PutThingRequest": _structure(
            "ShelfId",
            "ThingName",
            "Weight",
            ShelfId={"shape": "ShelfId", "location": "uri", "locationName": "ShelfId"},
            ThingName={"shape": "String", "location": "uri", "locationName": "ThingName"},
            Colour={"shape": "Colour", "location": "querystring", "locationName": "colour"},
            Token={
                "shape": "String",
                "idempotencyToken": True,
                "location": "header",
                "locationName": "x-token",
            },
            Weight={"shape": "Weight"},
            Labels={"shape": "Labels"},
            Prices={"shape": "Prices"},
            Part={"shape": "Part"},
            Choice={"shape": "Choice"},
        ),
        "PutThingResponse": _structure(
            Location={"shape": "String", "location": "header", "locationName": "Location"},
            Thing={"shape": "Thing"},
        ),
        "Thing": _structure(
            "Id", Id={"shape": "ShelfId"}, Made={"shape": "Time"}, Parts={"shape": "Parts"}
        ),
        "Part": _structure(
            "Name",
            Colour={"shape": "Colour"},
            Name={"shape": "Name"},
            Next={"shape": "Part"},
            Ratio={"shape": "Ratio"},
        ),
        "Choice": {**_structure(Lid={"shape": "Part"}, Text={"shape": "String"}), "union": True},
        "NoSuchShelf": {
            **_structure(
                message=_UNDOCUMENTED,
                ShelfId={"shape": "ShelfId", "documentation": "<p>The shelf.</p>"},
            ),
            "error": {"httpStatusCode": 404, "senderFault": True},
            "exception": True,
        },
        "Oops": {
            **_structure(message=_UNDOCUMENTED),
            "exception": True,
            "fault": True,
        },
        "String": {"type": "string"},
        "Time": {"type": "timestamp"},
        "ShelfId": {"type": "string", "min": 3, "max": 8, "pattern": "s-[a-z]+"},
        "Colour": {"type": "string", "enum": ["RED", "BLUE"]},
        "Weight": {"type": "integer", "min": 1, "max": 900},
        "Ratio": {"type": "double", "min": 0.5},
        "Name": {"type": "string", "min": 1, "max": 64, "pattern": "[^|]*"},
        "Parts": {"type": "list", "member": {"shape": "Part"}},
        "Labels": {"type": "list", "member": {"shape": "Name"}, "min": 1, "max": 5},
        "Prices": {
            "type": "map",
            "key": {"shape": "Colour"},
            "value": {"shape": "Name"},
            "min": 0,
            "max": 7,
        },
    }


_SEE_ALSO = """
## See Also

- [AWS SDK for Python](../../../goto/boto3/things-2020-01-01/{name}.md)
"""

_PUT_THING = """# PutThing

Puts a thing on a shelf.

## Request Syntax

```nohighlight

PUT /shelves/ShelfId/things/ThingName+?colour=Colour&replace HTTP/1.1
x-token: Token
Content-type: application/json

{
   "Choice": { ... },
   "Labels": [ "string" ],
   "Part": {
      "Colour": "string",
      "Name": "string",
      "Next": "Part",
      "Ratio": number
   },
   "Prices": {
      "string" : "string"
   },
   "Weight": number
}
```

## URI Request Parameters

The request uses the following URI parameters.

**[Colour](#API_PutThing_RequestSyntax)**

Its colour.

Valid Values: `RED | BLUE`

**[ShelfId](#API_PutThing_RequestSyntax)**

Where it goes.

Length Constraints: Minimum length of 3. Maximum length of 8.

Pattern: `s-[a-z]+`

Required: Yes

**[ThingName](#API_PutThing_RequestSyntax)**

What it is called.

Required: Yes

**[x-token](#API_PutThing_RequestSyntax)**

A word that nobody else has.

## Request Body

The request accepts the following data in JSON format.

**[Choice](#API_PutThing_RequestSyntax)**

What closes it.

Type: [Choice](api-choice.md) object

**Note:** This object is a Union. Only one member of this object can be specified or returned.

Required: No

**[Labels](#API_PutThing_RequestSyntax)**

What is written on it.

Type: Array of strings

Array Members: Minimum number of 1 item. Maximum number of 5 items.

Length Constraints: Minimum length of 1. Maximum length of 64.

Pattern: `[^|]*`

Required: No

**[Part](#API_PutThing_RequestSyntax)**

What it is made of.

Type: [Part](api-part.md) object

Required: No

**[Prices](#API_PutThing_RequestSyntax)**

What it costs.

Type: String to string map

Map Entries: Minimum number of 0 items. Maximum number of 7 items.

Valid Keys: `RED | BLUE`

Value Length Constraints: Minimum length of 1. Maximum length of 64.

Value Pattern: `[^|]*`

Required: No

**[Weight](#API_PutThing_RequestSyntax)**

How heavy it is.

Type: Integer

Valid Range: Minimum value of 1. Maximum value of 900.

Required: Yes

## Response Syntax

```nohighlight

HTTP/1.1 201
Location: Location
Content-type: application/json

{
   "Thing": {
      "Id": "string",
      "Made": number,
      "Parts": [
         {
            "Colour": "string",
            "Name": "string",
            "Next": "Part",
            "Ratio": number
         }
      ]
   }
}
```

## Response Elements

If the action is successful, the service sends back an HTTP 201 response.

The response returns the following HTTP headers.

**[Location](#API_PutThing_ResponseSyntax)**

Where it is.

The following data is returned in JSON format by the service.

**[Thing](#API_PutThing_ResponseSyntax)**

The thing.

Type: [Thing](api-thing.md) object

## Errors

**NoSuchShelf**

There is none.

**ShelfId**

The shelf.

HTTP Status Code: 404

**Oops**

It fell.

HTTP Status Code: 500
"""

_PART = """# Part

A part of a thing.

## Contents

**Name**

What it is called.

Type: String

Length Constraints: Minimum length of 1. Maximum length of 64.

Pattern: `[^|]*`

Required: Yes

**Colour**

Its colour.

Type: String

Valid Values: `RED | BLUE`

Required: No

**Next**

The one behind it.

Type: [Part](api-part.md) object

Required: No

**Ratio**

How much of it there is.

Type: Double

Valid Range: Minimum value of 0.5.

Required: No
"""

_CHOICE = """# Choice

What closes a thing.

## Contents

###### Important

This data type is a UNION, so that it has one of these members.

**Lid**

A lid.

Type: [Part](api-part.md) object

Required: No

**Text**

What takes its place.

Type: String

Required: No
"""

PAGES: Mapping[str, str] = {
    f"api-{name}.md": page + _SEE_ALSO.format(name=name)
    for name, page in {"putthing": _PUT_THING, "part": _PART, "choice": _CHOICE}.items()
}
"""The pages of its API Reference, by file."""


def xml_model() -> dict[str, Any]:
    """Return a model of the service as one that is spoken to in XML."""
    changed = model()
    changed["metadata"] |= {"protocol": "rest-xml", "protocols": ["rest-xml"]}
    operation = changed["operations"].pop("PutThing")
    operation |= {
        "name": "TagThing",
        "http": {"method": "PUT", "requestUri": "/things/{ThingName}"},
        "input": {
            "shape": "TagThingRequest",
            "locationName": "TagThingRequest",
            "xmlNamespace": {"uri": "http://things.example.com/"},
        },
        "output": {"shape": "TagThingResponse"},
        "errors": [],
    }
    changed["operations"]["TagThing"] = operation
    changed["shapes"] |= {
        "TagThingRequest": _structure(
            "ThingName",
            ThingName={"shape": "String", "location": "uri", "locationName": "ThingName"},
            Tags={"shape": "Tags"},
            Lids={"shape": "Lids"},
        ),
        "TagThingResponse": _structure(),
        "Tags": {"type": "list", "member": {"shape": "String", "locationName": "Tag"}},
        "Lids": {"type": "list", "member": {"shape": "String"}, "flattened": True},
    }
    return changed


_TAG_THING = """# TagThing

Says something of a thing.

## Request Syntax

```nohighlight

PUT /things/ThingName HTTP/1.1
<?xml version="1.0" encoding="UTF-8"?>
<TagThingRequest xmlns="http://things.example.com/">
   <Tags>
      <Tag>string</Tag>
   </Tags>
   <Lids>string</Lids>
   ...
</TagThingRequest>
```

## URI Request Parameters

The request uses the following URI parameters.

**[ThingName](#API_TagThing_RequestSyntax)**

What it is called.

Required: Yes

## Request Body

The request accepts the following data in XML format.

**[TagThingRequest](#API_TagThing_RequestSyntax)**

Root level tag for the TagThingRequest parameters.

Required: Yes

**[Lids](#API_TagThing_RequestSyntax)**

What closes it.

Type: Array of strings

Required: No

**[Tags](#API_TagThing_RequestSyntax)**

What is said of it.

Type: Array of strings

Required: No

## Response Syntax

```nohighlight

HTTP/1.1 200
```

## Response Elements

If the action is successful, the service sends back an HTTP 200 response with an empty HTTP body.
"""

XML_PAGES: Mapping[str, str] = {"api-tagthing.md": _TAG_THING + _SEE_ALSO.format(name="tagthing")}
"""The pages of the service in XML."""


def install(described: Mapping[str, Any], data: Path) -> None:
    """Put a model where botocore looks for it, if AWS_DATA_PATH names the folder."""
    folder = data / "things" / "2020-01-01"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "service-2.json").write_text(json.dumps(described), "utf-8")


def publish(pages: Mapping[str, str], folder: Path) -> Path:
    """Write pages into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        (folder / name).write_text(page, "utf-8")
    return folder
