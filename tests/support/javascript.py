"""What JavaScript makes of a pattern: the judge of its translation."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

_PROGRAM = r"""
const judge = ([candidates, texts]) => {
  for (const [source, flags] of candidates) {
    let pattern;
    try { pattern = new RegExp(source, flags); } catch { continue; }
    return [flags, texts.map((text) => pattern.test(text) ? "1" : "0").join("")];
  }
  return [null, ""];
};
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  console.log(JSON.stringify(JSON.parse(line).map(judge)));
});
"""

_TOKEN = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""A sign of a pattern, or a whole class."""
_ESCAPE = re.compile(r"\\(?P<needless>[^A-Za-z0-9^$\\.*+?()[\]{}|/-])|\\.", re.DOTALL)
_FOREIGN = re.compile(r"\\[AzZ]|\\x\{")
r"""What JavaScript takes for letters without `u`, such as `\A`, though nobody means them."""
_ANCHORS = {r"\A": "^", r"\z": "$", r"\Z": "$", r"\-": "-"}

MEANT = {
    r"(?! )[\p{L}\p{N}\p{Z}-_]*(?<! )": r"(?! )[\p{L}\p{N}\p{Z}\-_]*(?<! )",
    r"^(?! )[\p{L}\p{N}\p{Z}-_]*(?<! )$": r"^(?! )[\p{L}\p{N}\p{Z}\-_]*(?<! )$",
    r"(?!(?i)AWS_)[a-zA-Z_][a-zA-Z0-9_]*": r"(?![aA][wW][sS]_)[a-zA-Z_][a-zA-Z0-9_]*",
    r"^(?![^:\\]*/action/|(?i).*<script>.*</script>.*)[^:\\]+$": (
        r"^(?![^:\\]*/action/|.*<[sS][cC][rR][iI][pP][tT]>.*</[sS][cC][rR][iI][pP][tT]>.*)[^:\\]+$"
    ),
    "^(?i)(true|false)$": "^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$",
    r"([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${1,128}": r"([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)(?:$)",
    r"([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${1,256}": r"([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)(?:$)",
    "[^-A-Za-z0-9+/=]|=[^=]|={3,}${1,4096}": "[^-A-Za-z0-9+/=]|=[^=]|={3,}(?:$)",
    "^[-_a-zA-Z0-9]*${2,64}$": "^[-_a-zA-Z0-9]*$",
    "[0-9A-Z]{2}+": "[0-9A-Z]{2}",
    r"^[\/]?+[a-zA-Z0-9!_.*'()-]+(\/[a-zA-Z0-9!_.*'()-]+)*$": (
        r"^[\/]?[a-zA-Z0-9!_.*'()-]+(\/[a-zA-Z0-9!_.*'()-]+)*$"
    ),
    r"arn:aws:kinesisanalytics:[a-z]{2}-[a-z]+-\d{1}+:\d{12}+:application/[a-zA-Z0-9_.-]{1,128}": (
        r"arn:aws:kinesisanalytics:[a-z]{2}-[a-z]+-\d{1}:\d{12}:application/[a-zA-Z0-9_.-]{1,128}"
    ),
}
"""What JavaScript can't read at all, said in its own way."""


class Verdict(NamedTuple):
    """Which of some texts JavaScript takes."""

    flags: str | None
    """Those with which it read the pattern; None where it can't."""
    accepted: list[bool]
    """For each text."""

    @property
    def was_read(self) -> bool:
        """Whether JavaScript can read the pattern."""
        return self.flags is not None

    def counts(self, text: str) -> bool:
        """Tell whether the verdict on a text counts.

        Without flag `u`, JavaScript counts the halves of surrogate pairs, as no service does.
        """
        return "u" in (self.flags or "") or max(text, default="") <= "\uffff"


class JavaScript:
    """A running `node`."""

    def __init__(self) -> None:
        program = shutil.which("node")
        assert program is not None
        self._process = subprocess.Popen(
            [program, "-e", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def judge(self, source: str, texts: list[str]) -> list[Verdict]:
        """Return which of some texts a pattern takes, in each way in which it may be read.

        Args:
            source: The pattern, as published.
            texts: The texts.

        Returns:
            What JavaScript says to the pattern as it stands, with flag `u` or else without; and
            where `u` refuses it, what it says with `u` once needless escapes are undone.
        """
        readings = [[[anchored(mended(source)), "u"]]]
        if _FOREIGN.search(source):
            readings[0].append([anchored(mended(source)), ""])
        else:
            readings.append([[anchored(source), "u"], [anchored(source), ""]])
        if source.startswith(("(?s)", "(?i)")):
            readings = [[[anchored(mended(source[4:])), "su" if source[2] == "s" else "i"]]]
        elif source in MEANT:
            readings = [[[anchored(MEANT[source]), "u"]]]
        request = json.dumps([[reading, texts] for reading in readings])
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert answers is not None
        pipe.write(request + "\n")
        pipe.flush()
        return [
            Verdict(flags, [letter == "1" for letter in accepted])
            for flags, accepted in json.loads(answers.readline())
        ]

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def anchored(source: str) -> str:
    """Anchor a pattern as validators do: each alternative by what it says itself."""
    return f"^(?:{'|'.join(map(_alternative, _alternatives(source)))})$"


def mended(source: str) -> str:
    r"""Undo escapes that JavaScript refuses with flag `u`, and spell anchors in its way."""
    return "".join(
        _ESCAPE.sub(_needed, token) if token.startswith("[") else _outside(token)
        for token in _TOKEN.findall(source.replace(r"\x{", r"\u{"))
    )


def _outside(token: str) -> str:
    return _ANCHORS.get(token, _ESCAPE.sub(_needed, token))


def _needed(escape: re.Match[str]) -> str:
    return escape["needless"] or escape[0]


def _alternative(source: str) -> str:
    tokens = _TOKEN.findall(source)
    start = tokens[:1] == ["^"]
    end = tokens[-1:] == ["$"]
    before = r"[\s\S]*" if end and not start else ""
    return before + source + (r"[\s\S]*" if start and not end else "")


def _alternatives(source: str) -> Iterator[str]:
    depth, current = 0, ""
    for token in _TOKEN.findall(source):
        depth += (token == "(") - (token == ")")
        if token == "|" and not depth:
            yield current
            current = ""
        else:
            current += token
    yield current
