import copy
import pickle
import subprocess
import sys
from typing import Any

import botocore.exceptions
import pytest

from generator.runtime.errors import (
    Exceptions,
    OperationNotPageableError,
    ParamValidationError,
)
from generator.runtime.types import ErrorResponseTypeDef
from generator.runtime.validation import Problem

RESPONSE: ErrorResponseTypeDef = {"Error": {"Code": "NoSuchJob", "Message": "There is none."}}
MESSAGE = "An error occurred (NoSuchJob) when calling the GetJob operation: There is none."
PROBLEMS = [Problem("Name", "required", ""), Problem("Size", "at least 1", "0")]
REPORT = "Parameter validation failed:\nName: required\nSize: at least 1, found 0"

WITHOUT_BOTOCORE = f"""\
import pickle, sys
sys.modules["botocore"] = sys.modules["botocore.exceptions"] = None
from generator.runtime.errors import ClientError, Exceptions, ParamValidationError
from generator.runtime.validation import Problem

error = Exceptions("jobs", ["NoSuchJob"]).NoSuchJob({RESPONSE}, "GetJob")
assert isinstance(error, ClientError)
for kept in (error, pickle.loads(pickle.dumps(error))):
    assert str(kept) == {MESSAGE!r}
    assert (kept.response, kept.operation_name) == ({RESPONSE}, "GetJob")
refusal = ParamValidationError([Problem(*about) for about in {[tuple(p) for p in PROBLEMS]}])
for kept in (refusal, pickle.loads(pickle.dumps(refusal))):
    assert str(kept) == {REPORT!r}
    assert [problem.path for problem in kept.problems] == ["Name", "Size"]
assert "Unknown" in str(ClientError({{}}, "GetJob"))
print("done")
"""


def test_boto3s_handlers_catch_errors_of_the_service() -> None:
    """Code that was written for boto3 goes on as it did."""
    exceptions: Any = Exceptions("jobs", ["NoSuchJob"])

    with pytest.raises(botocore.exceptions.ClientError) as caught:
        raise exceptions.NoSuchJob(RESPONSE, "GetJob")

    assert RESPONSE == caught.value.response
    assert MESSAGE == str(caught.value)
    assert exceptions.ClientError is botocore.exceptions.ClientError


def test_boto3s_handlers_catch_refusals() -> None:
    """They have its message, and more to tell."""
    with pytest.raises(botocore.exceptions.ParamValidationError) as caught:
        raise ParamValidationError(PROBLEMS)

    assert REPORT == str(caught.value)
    assert isinstance(caught.value, ParamValidationError)
    assert tuple(PROBLEMS) == caught.value.problems


def test_refusals_can_be_copied() -> None:
    """As when another process sends them back."""
    refusal = ParamValidationError(PROBLEMS)

    for copied in (copy.copy(refusal), pickle.loads(pickle.dumps(refusal))):
        assert (str(refusal), refusal.problems) == (str(copied), copied.problems)


def test_errors_are_the_same_without_botocore() -> None:
    """They are caught by their own names, and read and travel alike."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_BOTOCORE], capture_output=True, text=True, check=False
    )

    assert ("done\n", "") == (done.stdout, done.stderr)


def test_an_error_is_of_the_same_class_each_time() -> None:
    """Whoever raises it need not have asked the same client as whoever catches it."""
    one: Any = Exceptions("jobs", ["NoSuchJob"])
    other: Any = Exceptions("jobs", ["NoSuchJob", "NoSuchQueue"])

    assert one.NoSuchJob is other.NoSuchJob
    assert other.NoSuchJob is not other.NoSuchQueue
    assert "NoSuchJob" == one.NoSuchJob.__name__


@pytest.mark.parametrize("name", ["NoSuchQueue", "nosuchjob", "__wrapped__", ""])
def test_only_errors_that_are_documented_exist(name: str) -> None:
    """Whoever misspells one is told which there are."""
    exceptions = Exceptions("jobs", ["NoSuchJob", "JobInUse"])

    assert not hasattr(exceptions, name)
    with pytest.raises(
        AttributeError, match=f"no exception {name}; there are: NoSuchJob, JobInUse"
    ):
        getattr(exceptions, name)


def test_errors_are_listed() -> None:
    """Shells complete their names."""
    assert ["ClientError", "NoSuchJob"] == dir(Exceptions("jobs", ["NoSuchJob"]))


def test_an_operation_without_paginator_is_told_as_boto3_tells_it() -> None:
    """The error is botocore's, has advice, and travels between processes."""
    error = OperationNotPageableError("list_job", ["list_jobs"])

    assert isinstance(error, botocore.exceptions.OperationNotPageableError)
    assert "Operation cannot be paginated: list_job (did you mean list_jobs?)" == str(error)
    assert str(error) == str(pickle.loads(pickle.dumps(error)))
