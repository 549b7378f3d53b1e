"""The report on a model."""

import pytest

from generator.model import ir
from generator.model.checks import read_ir
from generator.report import render, report

TEXT = r"""
ir: 1
id: jobs
id_origin: derived
class_name: Jobs
class_name_origin: derived
title: Example Jobs
protocols: [json]
overridden:
- path: title
  reason: |-
    No page
    has it.
pages:
  a: {rendition: boto3-rst, kind: client, covers: []}
operations:
  GetJob:
    python_name: get_job
    pages: [a]
    input: {shape: GetJobRequest}
    output: none
    http: {method: GET, uri: /}
    errors: [Gone]
    too_large: [Response Syntax]
  ListJobs: {python_name: list_jobs, pages: [], input: unknown, output: unknown, errors: unknown}
paginators:
  ListJobs:
    pages: []
    input_tokens: {origin: inferred, value: [Token, Other]}
    output_tokens: {origin: unknown}
    limit_key: {origin: unknown, exists: true}
    result_keys: {origin: override, value: [Jobs]}
    more_results: {origin: stated, value: none}
waiters:
  Done: {pages: [], operation: ListJobs, delay: 1, max_attempts: 2}
shapes:
  GetJobRequest:
    name_origin: operation
    complete: false
    members:
      A: {kind: integral, required: unknown}
      B: {kind: list, items: {kind: integral}, required: unknown}
      C: {kind: text, required: true, required_in_output: unknown}
  Gone: {kind: error, name_origin: page, complete: false, status: unknown}
  Item:
    name_origin: derived
    documented_name: JobItem
    aliases: [OldItem, OlderItem]
    complete: true
    members:
      Name:
        kind: string
        required: unknown
        pattern: {source: '\S', status: widened, enforced: '\S', reason: "engines differ on \\S"}
      Next: {kind: structure, shape: Item, recursion: guessed}
      Nothing: {kind: list, recursion: guessed}
      Keys:
        kind: map
        keys: {kind: string, pattern: {source: '(', status: not enforced, reason: it is broken}}
  Lost: {name_origin: page, complete: false, unresolved: true}
conflicts:
- fact: GetJobRequest.A.max
  kept: '1'
  kept_from: a
  dropped: '2'
  dropped_from: b
  rule: page order
"""

EXPECTED = r"""jobs: pages 1, operations 2, paginators 1, waiters 1, shapes 4

unknown: 22
  about the service: 6 facts: service_id, api_version, uid, endpoint_prefix, signing_name, auth
  input: 1 operation: ListJobs
  output: 1 operation: ListJobs
  errors: 1 operation: ListJobs
  http: 1 operation: ListJobs
  too large to be shown: 1 section: GetJob Response Syntax
  output_tokens: 1 paginator: ListJobs
  limit_key: 1 paginator: ListJobs
  acceptors: 1 waiter: Done
  required: 3 members: GetJobRequest (2), Item
  required_in_output: 1 member: GetJobRequest
  status: 1 error: Gone
  kind integral: 2 values: GetJobRequest (2)
  kind text: 1 value: GetJobRequest

unresolved: 3
  shapes.Lost: named by a page, described by none
  shapes.Item.members.Next: recursion guessed: Item
  shapes.Item.members.Nothing: recursion guessed: nothing that is known

incomplete: 2
  members hidden or not shown: 1 shape: GetJobRequest
  members not shown: 1 error: Gone

patterns widened: 1
  shapes.Item.members.Name: engines differ on \S

patterns not enforced: 1
  shapes.Item.members.Keys.keys: it is broken

conflicts: 1
  GetJobRequest.A.max: kept '1' (a), not '2' (b), by page order

derived: 6
  id: derived: jobs
  class_name: derived: Jobs
  paginators.ListJobs.input_tokens: inferred: Token, Other
  names: 1 shape: Item
  shapes.Item: a page calls it JobItem
  shapes.Item: formerly also OldItem, OlderItem

overridden: 1
  title: No page has it.
"""


@pytest.fixture(scope="module")
def service() -> ir.Service:
    """Return a model with something of everything."""
    return read_ir(TEXT, "service.yaml")


def test_everything(service: ir.Service) -> None:
    """A report names all that a reviewer should know, by sort, each with its count."""
    assert render(service) == EXPECTED


def test_counts(service: ir.Service) -> None:
    """A section counts findings, not lines."""
    sections = {section.title: section for section in report(service)}

    assert sections["unknown"].findings == 22
    assert len(sections["unknown"].lines) == 14


def test_nothing_to_say() -> None:
    """A section without findings is there and says so."""
    sound = """
ir: 1
id: jobs
id_origin: stated
class_name: Jobs
class_name_origin: stated
title: Example Jobs
service_id: Jobs
api_version: '2020-01-31'
uid: jobs-2020-01-31
protocols: [json]
endpoint_prefix: jobs
signing_name: jobs
auth: ['aws.auth#sigv4']
pages: {}
"""

    head, *sections = render(read_ir(sound, "service.yaml")).split("\n\n")

    assert head == "jobs: pages 0, operations 0, paginators 0, waiters 0, shapes 0"
    assert [section.strip().partition(": ")[2] for section in sections] == ["none"] * 8
