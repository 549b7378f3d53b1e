"""Tests of what is known of documented patterns."""

import gzip
import importlib.util
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.patterns import Pattern, PatternStatus, analyse
from generator.model.patterns.translation import translate

DESCRIPTION = r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t\r\n]*"
JOB_NAME = r"(?!\s*$)[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t]*"

HALVES = "a class holds halves of surrogate pairs: any character beyond the basic plane is admitted"
PROPERTY = "Python knows no character properties"
ANY = f"{PROPERTY}: any character is admitted"
BEYOND = f"{PROPERTY}: beyond ASCII, any character is admitted"
MISREAD = "ECMA 262 takes a property for the letters of its name"


def differ(what: str) -> str:
    """Return the reason for a piece that was widened because the engines differ on it."""
    return f"ECMA 262 and Java differ on {what}: what either admits is admitted"


def translated(source: str) -> Pattern:
    """Return what translation makes of a pattern, before anything else is known of it."""
    regex, reasons = translate(source)
    status: PatternStatus = "widened" if reasons else "exact"
    return Pattern(source=source, status=status, enforced=regex, reason="; ".join(reasons) or None)


def matches(pattern: Pattern, value: str) -> bool:
    """Tell whether the enforced form takes in a whole value."""
    assert pattern.enforced is not None
    return re.fullmatch(pattern.enforced, value) is not None


@pytest.mark.parametrize(
    "source",
    [
        "[a-z0-9]{4,7}",
        "arn:aws[-a-z]*:cleanrooms-ml:[-a-z0-9]+:[0-9]{12}:job/[-a-zA-Z0-9_/.]+",
        r"[a-zA-Z0-9\-_\/]+",
        r"(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+",
        "[^:]*:[^:]*",
        "[a-zA-Z0-9-_/:.]+",
        r"[\u0009\u000A\u000D\u0020-\u007e]+",
        r"\_\:\@\#\ \"",
        "(?<!-)[a-z]+(?<=z)",
        "[0-9A-Z]{2}+",
        "(?>a|ab)c",
        "[^\ud7ff\u2019]",
        r"[^\uD800-\uDFFF]",
        "]}",
    ],
)
def test_same_in_python(source: str) -> None:
    """What means the same in Python is enforced as it stands."""
    pattern = translated(source)

    assert Pattern(source=source, status="exact", enforced=source) == pattern


@pytest.mark.parametrize(
    ("source", "enforced"),
    [
        (r"^\d{12}$", r"(?a:^\d{12}\Z)"),
        (r"[\w+=,.@-]+", r"(?a:[\w+=,.@-]+)"),
        (r"[^\W_]", r"(?a:[^\W_])"),
        (r"(^a$|^b$)", r"(^a\Z|^b\Z)"),
        (r"(?!a$)b", r"(?!a\Z)b"),
        (r"[\s\S]*", r"[\s\S]*"),
        (r"[\d\D.]", r"[\s\S]"),
        ("a.", r"a[^\n\r\u2028\u2029]"),
        (r"\s", r"(?a:[\s\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff])"),
        (r"\A[a-z]\z", r"\A[a-z]\Z"),
        (r"a\R", r"a(?:\r\n|[\n-\r\x85\u2028\u2029])"),
        (r"\p{ASCII}*", r"[\x00-\x7f]*"),
        (r"[^\p{ASCII}]", r"[^\x00-\x7f]"),
        (r"\h", r"[\t \xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]"),
        (r"\Qa.b\E+", r"a\.b+"),
        (r"\x{60}\u{1F600}\cJ", r"\x60\U0001f600\x0a"),
        (r"\uD83D\uDE00+", r"\U0001f600+"),
        (r"[\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF]", r"[\uE000-\uFFFD\U00010000-\U0010ffff]"),
        (r"[\w-.]", r"(?a:[\w\-.])"),
        (r"[a-\d]", r"(?a:[a\-\d])"),
        ("[!--a||b~~&]", r"[!-\-a\|\|b\~\~\&]"),
        ("a{b}", r"a\{b}"),
        ("(?<year>[0-9]+)", "([0-9]+)"),
        ("^(?i)(true|false)$", r"(?a:^(?i:(true|false)\Z))"),
        ("(?i)all|[0-9]{12}", "(?a:(?i:all)|(?i:[0-9]{12}))"),
        ("(?!(?i)AWS_)[a-z]", "(?a:(?!(?i:AWS_))[a-z])"),
        ("(?i:k)", "(?a:(?i:k))"),
        ("(?s).{0,20}", r"[\s\S]{0,20}"),
        ("((?s).).", r"([\s\S])[^\n\r\u2028\u2029]"),
        ("(?s:.).", r"(?:[\s\S])[^\n\r\u2028\u2029]"),
    ],
)
def test_spelled_otherwise(source: str, enforced: str) -> None:
    """What Python has to spell in another way is exact all the same."""
    pattern = translated(source)

    assert Pattern(source=source, status="exact", enforced=enforced) == pattern


@pytest.mark.parametrize(
    ("source", "enforced", "reason"),
    [
        (
            r"([\p{L}\p{Z}_.:/=+\-@]*)",
            r"([_.:/=+\-@ A-Za-z\x80-\U0010ffff]*)",
            BEYOND,
        ),
        (r"\P{C}+", r"[ -\~\x80-\U0010ffff]+", BEYOND),
        (r"\p{Lo}", r"[\x80-\U0010ffff]", BEYOND),
        (r"[^\p{C}]*", r"[^\x00-\x1f\x7f]*", BEYOND),
        (r"[^\p{Lo}]", r"[\s\S]", BEYOND),
        (r"(?!\p{L})a", "(?![A-Za-z])a", BEYOND),
        (r"(?!\p{Lo})a", r"(?![^\s\S])a", BEYOND),
        (r"(?<!\p{L})a", "(?<![A-Za-z])a", BEYOND),
        (r"(?![^\p{L}])a", r"(?![^A-Za-z\x80-\U0010ffff])a", BEYOND),
        (r"[\p{Greek}_]+", r"[\s\S]+", ANY),
        (
            "[[:alpha:]_]+",
            r"[_:A-\[\]a-z\x80-\U0010ffff]+",
            f"{MISREAD}: what either admits is admitted; {BEYOND}",
        ),
        (
            r"[\p{XDigit}]{8}",
            r"[0-9A-FX\\a-gipt{}\x80-\U0010ffff]{8}",
            f"{MISREAD}: what either admits is admitted; {BEYOND}",
        ),
        (r"\S+", r"(?a:\S+)", differ(r"\S")),
        (r"[^\s,]", r"(?a:[^\s,])", differ(r"\s")),
        ("(?!.*--)[a-z-]+", r"(?![^\n\r\x85\u2028\u2029]*--)[a-z-]+", differ(".")),
        (
            "(?=[a-z]{3}$)b",
            r"(?=[a-z]{3}(?=(?:\r\n|[\n\r\x85\u2028\u2029])?\Z))b",
            differ("$"),
        ),
        (r"\bcron\b", "(?:)cron(?:)", r"engines differ on \b: it is left out"),
        (r"[ -\uFFFF]+", r"[ -\uFFFF\U00010000-\U0010ffff]+", HALVES),
        (
            r"[\uE000-\uFFFD\u10000-\u10FFFF]+",
            r"[\uE000-\uFFFD\u10000-\u10FFFF\U00010000-\U0010ffff]+",
            r"a class holds \u with five digits: any character beyond the basic plane is admitted",
        ),
        (r"\S[\p{L}]\S", r"(?a:\S[A-Za-z\x80-\U0010ffff]\S)", differ(r"\S") + f"; {BEYOND}"),
        (r"[\v]", r"[\n-\r\x85\u2028\u2029]", differ(r"\v")),
    ],
)
def test_widened(source: str, enforced: str, reason: str) -> None:
    """What Python can't say, or the engines read differently, takes in every reading."""
    pattern = translated(source)

    assert Pattern(source=source, status="widened", enforced=enforced, reason=reason) == pattern


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (r"[^\p{Greek}]*", f"{PROPERTY}, under a negation"),
        (r"(?i)[^\p{Lu}]", MISREAD + ", under a negation"),
        (r"(?i:[^\p{Lu}])", f"{PROPERTY}, under a negation and without regard to case"),
        (r"[^\p{Cntrl}]*", MISREAD + ", under a negation"),
        (r"\pL", MISREAD),
        (r"\p{L}\_", MISREAD),
        (r"(?!\S)a", r"ECMA 262 and Java differ on \S, under a negation"),
        (r"(?!a\b)a", r"engines differ on \b, under a negation"),
        (r"(?![ -\uFFFF])", "a class holds halves of surrogate pairs, under a negation"),
        ("[a-z&&[^b]]", "ECMA 262 and Java differ on && in a class"),
        ("[a[b]]", "ECMA 262 and Java differ on [ in a class"),
        ("[]a]", "ECMA 262 and Java differ on a class that begins with ]"),
        (r"[\s-a-z]", r"ECMA 262 and Java differ on a range behind \s"),
        (r"[\s--0]", r"ECMA 262 and Java differ on a range behind \s"),
        (r"(.)\1", "ECMA 262 and Java differ on back-references"),
        (r"(?<a>.)\k<a>", "ECMA 262 and Java differ on back-references"),
        (r"\p{L}++", "what is possessive or atomic can't be widened"),
        (r"(?>\s*)\W", "what is possessive or atomic can't be widened"),
        (
            r"[\uD800-\uDBFF][\uDC00-\uDFFF]",
            "a class holds one half of surrogate pairs without the other",
        ),
        (r"\uD83D", "it holds half a surrogate pair"),
        ("/^[a-z]$/", "it stands between slashes, so no value can match"),
        ("(?m)^a$", "what (?m) means is not certain"),
        ("(?#a)", "what (? means is not certain"),
        ("a{,3}", "what {,3} means is not certain"),
        (r"\y", r"what \y means is not certain"),
        (r"\x{110000}", r"what \x{110000} means is not certain"),
        (r"\0377", "what \\ means is not certain"),
        ("a\\", "what \\ means is not certain"),
        ("a)|(b", "it closes a group that it does not open"),
        ("[a", "a class has no end"),
        ("(a", "Python can't compile it: missing ), unterminated subpattern"),
        ("*a", "Python can't compile it: nothing to repeat"),
        ("[z-a]", "Python can't compile it: bad character range z-a"),
        ("(?<=a+)b", "Python can't compile it: look-behind requires fixed-width pattern"),
        ("a{99999999999}", "Python can't compile it: it is too large"),
        pytest.param(
            "(" * 5000 + ")" * 5000, "Python can't compile it: it is too large", id="deep"
        ),
    ],
)
def test_not_enforced(source: str, reason: str) -> None:
    """What is not certain, or can't be widened where it stands, is not enforced."""
    pattern = analyse(source)

    assert Pattern(source=source, status="not enforced", reason=reason) == pattern


@pytest.mark.parametrize(
    ("source", "value", "accepted"),
    [
        (DESCRIPTION, "two\r\nlines", True),
        (DESCRIPTION, "\N{GRINNING FACE}", True),
        (DESCRIPTION, "", True),
        (DESCRIPTION, "\x00", False),
        (DESCRIPTION, "\ufffe", False),
        (JOB_NAME, "a job \N{GRINNING FACE}", True),
        (JOB_NAME, "\N{IDEOGRAPHIC SPACE}", True),
        (JOB_NAME, "", False),
        (JOB_NAME, " \t ", False),
        (JOB_NAME, "two\nlines", False),
        (JOB_NAME, "a\x00", False),
        (r"\d+", "123", True),
        (r"\d+", "\N{ARABIC-INDIC DIGIT ONE}", False),
        (r"\D", "\N{ARABIC-INDIC DIGIT ONE}", True),
        (r"\s", "\N{NO-BREAK SPACE}", True),
        (r"\S", "\N{NO-BREAK SPACE}", True),
        (r"\S", " ", False),
        (r"[^\s]", "\N{NO-BREAK SPACE}", True),
        ("a.", "a\x85", True),
        ("a.", "a\r", False),
        (r"a$\n?", "a\n", True),
        ("(?i)k", "\N{KELVIN SIGN}", False),
        (r"[^\uD800-\uDFFF]", "\N{GRINNING FACE}", True),
    ],
)
def test_accepts(source: str, value: str, accepted: bool) -> None:
    """The enforced form refuses what every engine refuses, and takes in what any accepts."""
    pattern = translated(source)

    assert accepted == matches(pattern, value)


@pytest.mark.parametrize(
    ("source", "enforced"),
    [
        ("a|b", "a|b"),
        ("^a", r"^a[\s\S]*"),
        ("a$", r"[\s\S]*a\Z"),
        ("^a$", r"^a\Z"),
        ("^a|b|c$|^d$", r"^a[\s\S]*|b|[\s\S]*c\Z|^d\Z"),
        ("^$|^a", r"^\Z|^a[\s\S]*"),
        ("^", r"^[\s\S]*"),
        ("$", r"[\s\S]*\Z"),
        ("(^a|b$)", r"(^a|b\Z)"),
        ("(?:^a)|(b$)", r"(?:^a)|(b\Z)"),
        (r"\^a\$", r"\^a\$"),
        (r"\\$", r"[\s\S]*\\\Z"),
        ("[$^]", "[$^]"),
        ("[^a]", "[^a]"),
        ("a[b$]", "a[b$]"),
        (r"\Q^a$\E", r"\^a\$"),
        ("(?![a-z]*$)[a-z0-9]*", r"(?![a-z]*\Z)[a-z0-9]*"),
        ("(?![a-z]*$)[a-z0-9]*$", r"[\s\S]*(?![a-z]*\Z)[a-z0-9]*\Z"),
        ("(?!xn--)^[a-z-]+$", r"[\s\S]*(?!xn--)^[a-z-]+\Z"),
        ("(?i)^a|b$", r"(?a:(?i:^a[\s\S]*)|(?i:[\s\S]*b\Z))"),
        ("^(?i)a", r"(?a:^(?i:a[\s\S]*))"),
        (r"\A[a-z]+\z", r"\A[a-z]+\Z"),
    ],
)
def test_anchors(source: str, enforced: str) -> None:
    """Each outermost alternative says by its anchors how much of a value it has to match."""
    pattern = translated(source)

    assert Pattern(source=source, status="exact", enforced=enforced) == pattern


@pytest.mark.parametrize(
    ("source", "value", "accepted"),
    [
        ("arn:[a-z]+", "arn:aws", True),
        ("arn:[a-z]+", "arn:aws\n", False),
        ("arn:[a-z]+", "an arn:aws", False),
        ("^arn:[a-z]+", "arn:aws", True),
        ("^arn:[a-z]+", "arn:aws:s3:::b\nc", True),
        ("^arn:[a-z]+", "an arn:aws", False),
        ("^arn:[a-z]+", "\narn:aws", False),
        ("arn:[a-z]+$", "an\narn:aws", True),
        ("arn:[a-z]+$", "arn:aws:s3", False),
        ("arn:[a-z]+$", "arn:aws\n", False),
        ("^arn:[a-z]+$", "arn:aws", True),
        ("^arn:[a-z]+$", "arn:aws\n", False),
        ("^arn:[a-z]+$", "arn:aws:s3", False),
        ("^$|arn:[a-z]+", "", True),
        ("^$|arn:[a-z]+", "arn:aws", True),
        ("^$|arn:[a-z]+", "arn:aws:s3", False),
        ("^arn:[a-z]+|UNCATEGORIZED", "arn:aws:s3", True),
        ("^arn:[a-z]+|UNCATEGORIZED", "UNCATEGORIZED!", False),
        ("a|ab", "ab", True),
        ("(a|ab)(c|bcd)", "abcd", True),
        ("[a-z]{2,4}?", "abcd", True),
        ("a|ab$", "xab", True),
        ("a|ab$", "xa", False),
        (r"(?!\s*$)[a-z ]*", "a ", True),
        (r"(?!\s*$)[a-z ]*", "  ", False),
        (r"(?!\s*$)[a-z ]*", "a b-", False),
        ("^(d-[0-9]{2}$)|(wsd-[0-9]{2}$)", "d-12", True),
        ("^(d-[0-9]{2}$)|(wsd-[0-9]{2}$)", "d-12\n", True),
        ("^(d-[0-9]{2}$)|(wsd-[0-9]{2}$)", "d-123", False),
        ("^(d-[0-9]{2}$)|(wsd-[0-9]{2}$)", "wsd-12", True),
        ("^(d-[0-9]{2}$)|(wsd-[0-9]{2}$)", "wsd-12\n", False),
        ("[a-z]${1,128}", "a", True),
        ("[a-z]${1,128}", "ba", False),
        ("^[a-z]*${2,64}$", "ab", True),
        ("^[a-z]*${2,64}$", "ab1", False),
        ("^", "any\nthing", True),
        ("$", "any\nthing", True),
    ],
)
def test_how_much_has_to_match(source: str, value: str, accepted: bool) -> None:
    """Behind `^` alone anything may follow, before `$` alone anything may stand, else nothing."""
    pattern = translated(source)

    assert accepted == matches(pattern, value)


def test_a_dollar_that_is_not_the_end_of_a_prefix() -> None:
    """Where anything may follow, Java lets a `$` in a group stand before a last break."""
    pattern = translated("^(a$)")

    assert pattern == Pattern(
        source="^(a$)",
        status="widened",
        enforced=r"^(a(?=(?:\r\n|[\n\r\x85\u2028\u2029])?\Z))[\s\S]*",
        reason=differ("$"),
    )


def test_patterns_of_an_export_job() -> None:
    """The patterns of StartAudienceExportJob are widened, each for all of its reasons."""
    description, name = translated(DESCRIPTION), translated(JOB_NAME)

    assert (
        Pattern(
            source=DESCRIPTION,
            status="widened",
            enforced=DESCRIPTION[:-2] + r"\U00010000-\U0010ffff]*",
            reason=HALVES,
        )
        == description
    )
    assert (
        Pattern(
            source=JOB_NAME,
            status="widened",
            enforced=(
                r"(?a:(?!\s*\Z)[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t"
                r"\U00010000-\U0010ffff]*)"
            ),
            reason=differ(r"\s") + f"; {HALVES}",
        )
        == name
    )


def plain_patterns() -> st.SearchStrategy[str]:
    """Patterns of ASCII text in which no two engines differ."""
    characters = st.sampled_from([*"abcXYZ019_:/@ ", r"\.", r"\-", r"\/", "[a-f0-9]", "[^x-z]"])
    repeats = st.sampled_from(["", "*", "+", "?", "{2}", "{1,3}", "+?"])

    def grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        sequences = st.lists(inner, min_size=1, max_size=3).map("".join)
        alternatives = st.lists(sequences, min_size=1, max_size=3).map("|".join)
        opened = st.sampled_from(["(", "(?:"])
        return st.builds("{}{}){}".format, opened, alternatives, repeats)

    pieces = st.recursive(st.builds("{}{}".format, characters, repeats), grouped, max_leaves=8)
    # With one at the end, no quantifier seems to be missing.
    return pieces.map("{}x*".format)


@given(source=plain_patterns())
def test_plain_patterns_are_exact(source: str) -> None:
    """What every engine reads alike is enforced as it stands."""
    pattern = translated(source)

    assert Pattern(source=source, status="exact", enforced=source) == pattern


PIECES = [
    *r"()[]{}|^$.*+?-&~\:,!=<>ab1 _é",
    *(r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\b", r"\p{L}", r"\0", r"\1", r"\x41", r"\Z"),
    *(r"\uD83D", r"\uDE00", r"\u0020", r"\uFFFF", r"\u{41}", "[:alpha:]", "&&", "(?i)", "(?s:"),
    *("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?<n>", "{1,2}", "{,2}", "++"),
]


@given(source=st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_text_has_an_answer(source: str) -> None:
    """No text raises or warns, what is enforced compiles, and what is not exact has a reason."""
    pattern = analyse(source)

    assert source == pattern.source
    assert (pattern.reason is None) == (pattern.status == "exact")
    assert (pattern.enforced is None) == (pattern.status == "not enforced")
    assert pattern.enforced is None or re.compile(pattern.enforced)


def test_every_pattern_of_the_corpus(shared: Path) -> None:
    """Every pattern of real pages is enforced."""
    pages = sorted((shared / "corpus" / "apiref-text").rglob("*.[bc].txt"))
    sources = {
        source
        for page in pages
        for source in re.findall(r"^(?:Key |Value )?Pattern: (.*)$", page.read_text("utf-8"), re.M)
    }

    statuses = {source: analyse(source).status for source in sources}

    assert len(sources) > 40
    assert {source for source, status in statuses.items() if status == "not enforced"} == set()


def test_patterns_of_models() -> None:
    """Of the patterns of many services, nearly all are enforced, and none raises."""
    spec = importlib.util.find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    models = sorted((Path(spec.origin).parent / "data").glob("*/*/service-2.json.gz"))
    sources: set[str] = set()
    for model in models[:: len(models) // 40]:
        shapes = json.loads(gzip.decompress(model.read_bytes()))["shapes"].values()
        sources.update(shape["pattern"] for shape in shapes if "pattern" in shape)

    enforced = [source for source in sources if analyse(source).enforced is not None]

    assert len(enforced) > 0.95 * len(sources) > 95


@pytest.mark.parametrize(
    ("pattern", "regex"),
    [
        (Pattern(source="[a-z]", status="exact"), "[a-z]"),
        (Pattern(source="a$", status="exact", enforced=r"a\Z"), r"a\Z"),
        (Pattern(source="[", status="not enforced", reason="It has no end."), None),
    ],
)
def test_what_to_enforce_of_a_pattern_in_the_ir(pattern: Pattern, regex: str | None) -> None:
    """The IR writes down what is enforced only where it differs from the source."""
    assert regex == pattern.regex
