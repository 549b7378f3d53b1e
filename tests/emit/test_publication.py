import errno
import fcntl
import json
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.emit.publication import (
    BusyError,
    Changes,
    PublicationError,
    plan,
    publish,
    recover,
    write_atomically,
)

OLD = {
    "generated/shapewright.lock": "old",
    **{f"generated/s{i}/client.py": f"# client {i}\n" for i in range(14)},
    **{f"generated/s{i}/types.py": f"# old types {i}\n" for i in range(14)},
    **{f"specs/s{i}/service.yaml": f"old: {i}\n" for i in range(6)},
    **{f"specs/s{i}/names.lock.yaml": f"{i}: {i}\n" for i in range(6)},
}
NEW = {
    "generated/shapewright.lock": "new",
    **{f"generated/s{i}/client.py": f"# client {i}\n" for i in range(3, 17)},
    **{f"generated/s{i}/types.py": f"# new types {i}\n" for i in range(3, 17)},
    **{f"specs/s{i}/service.yaml": f"new: {i}\n" for i in range(2, 8)},
    **{f"specs/s{i}/names.lock.yaml": f"{i}: {i}\n" for i in range(2, 8)},
}
THE_USERS = {
    "README.md": "mine",
    "generated/notes.txt": "mine",
    "generated/s0/_custom.py": "mine",
    "generated/s5/_custom.py": "mine",
    "specs/s0/overrides.yaml": "mine",
}
CUSTOM = "generated/s5/_custom.py"

Action = Callable[[Path], object]


def whole(
    generation: Mapping[str, str], changes: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Add the user's files to a generation, and what a test changes."""
    return {**generation, **THE_USERS, **(changes or {})}


def put(root: Path, texts: Mapping[str, str]) -> None:
    """Create files, and the folders that they need."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def tree(root: Path) -> dict[str, str]:
    """Read all files outside of the workshop, links as their targets, and empty folders."""
    found: dict[str, str] = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if name.startswith(".shapewright"):
            continue
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_bytes().decode()
        elif not any(path.iterdir()):
            found[f"{name}/"] = ""
    return found


def remains(root: Path) -> list[str]:
    """List what is left in the workshop."""
    return [path.name for path in (root / ".shapewright").glob("*")]


def states(root: Path) -> dict[Path, tuple[int, int]]:
    """Say which file each path is, and of when."""
    paths = (root, *root.rglob("*"))
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def mode(path: Path) -> int:
    """Read the permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a root that holds the old generation and the user's files."""
    put(tmp_path, whole(OLD))
    return tmp_path


# What a publication does to the tree.


@pytest.mark.parametrize(
    ("before", "texts", "formerly", "expected"),
    [
        pytest.param({}, {}, [], Changes(), id="nothing at all"),
        pytest.param(
            {},
            {"generated/a": "", "b": ""},
            [],
            Changes(("b", "generated/a")),
            id="first generation",
        ),
        pytest.param(
            {"generated/a": "1", "generated/b": "1"},
            {"generated/a": "1", "generated/b": "2"},
            [],
            Changes(("generated/b",), 1),
            id="one of two changed",
        ),
        pytest.param(
            {"generated/a": "1", "s/a": "1"},
            {},
            ["s/a", "generated/a"],
            Changes((), 0, ("generated/a", "s/a")),
            id="no longer made",
        ),
        pytest.param({"generated/a": "1", "s/a": "1"}, {}, [], Changes(), id="never made"),
        pytest.param({}, {}, ["generated/a", "s/a"], Changes(), id="deleted by the user already"),
        pytest.param({"generated/a/b": "1"}, {}, ["generated/a"], Changes(), id="a folder by now"),
        pytest.param(
            {"generated/a": "1"}, {}, ["generated/a/b"], Changes(), id="its folder a file by now"
        ),
        pytest.param(
            {"generated/a": "1\n"},
            {"generated/a": "1\r\n"},
            [],
            Changes(("generated/a",)),
            id="other line ends",
        ),
    ],
)
def test_plan_and_publish_agree(
    tmp_path: Path,
    before: dict[str, str],
    texts: dict[str, str],
    formerly: list[str],
    expected: Changes,
) -> None:
    """A plan names what publishing then does, and leaves the disk as it is."""
    put(tmp_path, before)

    assert expected == plan(tmp_path, texts, formerly)
    assert before == tree(tmp_path)
    assert expected == publish(tmp_path, texts, formerly)
    kept = {path: text for path, text in before.items() if path not in expected.deleted}
    assert kept | texts == tree(tmp_path)
    assert not (tmp_path / ".shapewright").exists()


def test_publish_replaces_the_generation_and_nothing_else(root: Path) -> None:
    """Afterwards the tree is the new generation and the user's files, without empty folders."""
    publish(root, NEW, OLD)

    assert whole(NEW) == tree(root)


def test_publish_of_what_is_there_touches_nothing(root: Path) -> None:
    """With nothing to change no file and no folder is made, moved or dated anew."""
    before = states(root)

    assert not publish(root, OLD, OLD)
    assert before == states(root)


def test_publish_keeps_unchanged_files_as_they_are(root: Path) -> None:
    """Files that hold their text, and the user's, stay the same files."""
    kept = ["generated/s5/client.py", "generated/s5/_custom.py", "specs/s5/names.lock.yaml"]
    before = states(root)

    publish(root, NEW, OLD)

    after = states(root)
    assert [before[root / path] for path in kept] == [after[root / path] for path in kept]


def test_publish_writes_texts_as_they_are(tmp_path: Path) -> None:
    """A file holds the UTF-8 form of its text, line ends included."""
    publish(tmp_path, {"generated/a": "é\r\n—\n"}, ())

    assert "é\r\n—\n".encode() == (tmp_path / "generated/a").read_bytes()


@pytest.mark.parametrize("path", ["generated/s5/types.py", "specs/s5/service.yaml"])
def test_publish_keeps_modes(root: Path, path: str) -> None:
    """A file that changes keeps its mode, and so do the folders around it."""
    (root / path).chmod(0o640)
    (root / path).parent.chmod(0o750)
    expected = (NEW[path], 0o640, 0o750)

    publish(root, NEW, OLD)

    assert expected == ((root / path).read_text(), mode(root / path), mode((root / path).parent))


def test_publish_leaves_bytecode_behind(root: Path) -> None:
    """Bytecode neither moves to the new folder nor keeps an old one alive."""
    put(root, {"generated/s1/__pycache__/x.pyc": "", "generated/s5/__pycache__/x.pyc": ""})

    publish(root, NEW, OLD)

    assert whole(NEW) == tree(root)


def test_publish_keeps_empty_folders_of_the_user(root: Path) -> None:
    """A folder that was empty before is no leftover of a deletion."""
    (root / "generated/s5/later").mkdir()

    publish(root, NEW, OLD)

    assert whole(NEW, {"generated/s5/later/": ""}) == tree(root)


def test_publish_deletes_out_of_folders_that_may_not_be_written_to(root: Path) -> None:
    """A protected folder within the published one stops neither the swap nor the tidying."""
    (root / "generated/s5").chmod(0o555)

    publish(root, NEW, OLD)

    assert whole(NEW) == tree(root)
    assert not (root / ".shapewright").exists()


def test_publish_leaves_other_things_in_the_workshop(root: Path) -> None:
    """What else lies in the workshop, such as a cache, stays."""
    put(root, {".shapewright/cache": "x"})
    expected = remains(root)

    publish(root, NEW, OLD)

    assert expected == remains(root)


NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(lambda names: "/".join(["generated", *names]))


@st.composite
def generations(draw: st.DrawFn) -> dict[str, str]:
    """Texts at paths of which none is a folder of another."""
    texts = draw(st.dictionaries(PATHS, st.sampled_from(["1", "2"]), max_size=6))
    return {
        path: text
        for path, text in texts.items()
        if not any(other.startswith(f"{path}/") for other in texts)
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(generations(), min_size=2, max_size=3))
def test_publish_leads_from_any_generation_to_any_other(series: list[dict[str, str]]) -> None:
    """Whatever was published before, even files where folders are now, the tree is the last one."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        put(root, {"generated/mine": ""})
        formerly: dict[str, str] = {}
        for texts in series:
            publish(root, texts, formerly)
            formerly = texts

        assert series[-1] | {"generated/mine": ""} == tree(root)


# What it refuses.


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "..", "/a", "../a", "a/../../b", "a/../b", "a//b", "./a", "a/", "a\\b"),
        *("generated", ".shapewright/lock"),
    ],
)
def test_plan_refuses_paths_that_are_not_plain(tmp_path: Path, path: str) -> None:
    """No path may leave the root, be spelled in two ways, or lead into the workshop."""
    with pytest.raises(ValueError, match="not a path to publish"):
        plan(tmp_path, {path: ""}, ())
    with pytest.raises(ValueError, match="not a path to publish"):
        plan(tmp_path, {}, (path,))


@pytest.mark.parametrize(
    ("before", "text", "message"),
    [
        ({"generated/a": "mine"}, "generated/a/b", "generated/a must be a folder"),
        ({"generated/a/b": "mine"}, "generated/a", "generated/a: must be a file"),
        ({"s/a": "mine"}, "s/a/b", "s/a must be a folder"),
        ({"s/a/b": "mine"}, "s/a", "s/a: must be a file"),
    ],
)
def test_publish_refuses_to_clear_its_way(
    tmp_path: Path, before: dict[str, str], text: str, message: str
) -> None:
    """A file or folder of the user in the way of a text is an error, and stays."""
    put(tmp_path, before)

    with pytest.raises(PublicationError, match=message):
        publish(tmp_path, {text: "1", "generated/z": "1"}, ())
    assert before == tree(tmp_path)
    assert not (tmp_path / ".shapewright").exists()


def test_publish_refuses_a_linked_folder(tmp_path: Path) -> None:
    """A link in the place of the published folder is an error that says what to do."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "generated").symlink_to("elsewhere")
    before = tree(tmp_path)

    with pytest.raises(PublicationError, match="generated is a symbolic link; put a folder"):
        publish(tmp_path, {"generated/a": "1"}, ())
    assert before == tree(tmp_path)


@pytest.mark.parametrize("folder", ["generated/link", "s/link"])
def test_publish_writes_through_no_link(tmp_path: Path, folder: str) -> None:
    """A text behind a link of the user is an error, and nothing appears there."""
    put(tmp_path, {"elsewhere/mine": ""})
    (tmp_path / folder).parent.mkdir()
    (tmp_path / folder).symlink_to("../elsewhere")
    before = tree(tmp_path)

    with pytest.raises(PublicationError, match=f"through the link {folder}"):
        publish(tmp_path, {f"{folder}/a": "1"}, ())
    assert before == tree(tmp_path)


@pytest.mark.parametrize("folder", ["generated", "s"])
def test_publish_keeps_links(tmp_path: Path, folder: str) -> None:
    """Links of the user stay; what lies behind them is neither deleted nor overwritten."""
    put(tmp_path, {"elsewhere/a": "mine", f"{folder}/x": "1"})
    for link, target in {
        "kept": "../elsewhere",
        "broken": "nowhere",
        "b": "../elsewhere/a",
    }.items():
        (tmp_path / folder / link).symlink_to(target)

    publish(tmp_path, {f"{folder}/b": "2"}, (f"{folder}/kept/a", f"{folder}/x"))

    assert {
        "elsewhere/a": "mine",
        f"{folder}/b": "2",
        f"{folder}/kept": "-> ../elsewhere",
        f"{folder}/broken": "-> nowhere",
    } == tree(tmp_path)


def test_publish_refuses_single_files_that_cannot_be_moved(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be written to is found out before anything moves."""

    def is_writable(path: Path, mode: int) -> bool:
        return mode == os.W_OK and path.name != "s5"

    monkeypatch.setattr(os, "access", is_writable)

    with pytest.raises(PublicationError, match="specs/s5 is not writable"):
        publish(root, NEW, OLD)
    assert whole(OLD) == tree(root)


def publish_new(root: Path) -> object:
    """Publish the new generation over the old one."""
    return publish(root, NEW, OLD)


@pytest.mark.parametrize("action", [publish_new, recover])
def test_only_one_run_publishes(root: Path, action: Action) -> None:
    """While another run holds the lock, a run fails and says to run again."""
    put(root, {".shapewright/lock": ""})

    with (root / ".shapewright/lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BusyError, match="run again when it ends"):
            action(root)
    assert whole(OLD) == tree(root)
    assert (root / ".shapewright/lock").exists()


def test_a_lock_that_has_just_been_removed_is_taken_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock on a file that an ending run has removed meanwhile is no lock."""
    flock = fcntl.flock
    locked: list[int] = []

    def lock_too_late(file: IO[bytes], operation: int) -> None:
        flock(file, operation)
        locked.append(os.fstat(file.fileno()).st_ino)
        if len(locked) == 1:
            (root / ".shapewright/lock").unlink()
            (root / ".shapewright").rmdir()

    monkeypatch.setattr(fcntl, "flock", lock_too_late)
    expected = 2

    publish(root, NEW, OLD)

    assert expected == len(locked)
    assert whole(NEW) == tree(root)


# What happens if others change the folder meanwhile.


@pytest.fixture
def meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Action], None]:
    """Let the user do something to a file once, between the staging and the journal."""

    def arrange(action: Action) -> None:
        actions = [action]

        def act(descriptor: int) -> None:
            if actions:
                actions.pop()(root / CUSTOM)

        monkeypatch.setattr(os, "fsync", act)

    return arrange


def replace(path: Path) -> None:
    """Save a file as most editors do: a new one takes the place of the old one."""
    path.with_suffix(".tmp").write_text("saved!")
    path.with_suffix(".tmp").replace(path)


def save(path: Path) -> None:
    """Save a file by writing over it."""
    path.write_text("saved!")


def add(path: Path) -> None:
    """Save another file beside it."""
    path.with_name("more.py").write_text("saved!")


@pytest.mark.parametrize("action", [replace, add, Path.unlink])
def test_publish_withdraws_if_kept_files_change(
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    meanwhile: Callable[[Action], None],
    action: Action,
) -> None:
    """A kept file that is replaced, added or removed while staging is an error and not a loss."""
    other = tmp_path_factory.mktemp("other")
    put(other, whole(OLD))
    action(other / CUSTOM)
    meanwhile(action)

    with pytest.raises(PublicationError, match=r"generated/s5/.*: changed by others; run again"):
        publish(root, NEW, OLD)
    assert tree(other) == tree(root)
    assert not (root / ".shapewright").exists()


def test_publish_keeps_what_is_written_in_place(
    root: Path, meanwhile: Callable[[Action], None]
) -> None:
    """A kept file that is written to while staging arrives with what was written."""
    meanwhile(save)

    publish(root, NEW, OLD)

    assert whole(NEW, {CUSTOM: "saved!"}) == tree(root)


def test_publish_withdraws_if_the_folder_cannot_be_moved(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the first rename is refused, as for a mount point, the old tree stays and nothing else."""

    def refuse(path: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, "busy")

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(PublicationError, match="generated cannot be moved: busy"):
        publish(root, NEW, OLD)
    assert whole(OLD) == tree(root)
    assert not (root / ".shapewright").exists()


def test_publish_copies_where_it_cannot_link(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without hard links the kept files are copies that look the same."""

    def refuse(path: Path, target: str) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    before = (root / CUSTOM).stat().st_mtime_ns

    publish(root, NEW, OLD)

    assert whole(NEW) == tree(root)
    assert before == (root / CUSTOM).stat().st_mtime_ns


# What recovery does.


def interrupt(root: Path, monkeypatch: pytest.MonkeyPatch, renames: int) -> None:
    """Publish, and stop at the rename that follows so many others."""
    rename = Path.rename
    to_do = renames

    def stop_at_last(path: Path, target: Path) -> Path:
        nonlocal to_do
        if to_do == 0:
            raise KeyboardInterrupt
        to_do -= 1
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stop_at_last)
        with pytest.raises(KeyboardInterrupt):
            publish(root, NEW, OLD)


@pytest.mark.parametrize("renames", [0, 1, 2, 3])
def test_recover_completes_what_has_a_journal(
    root: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """Once the journal is written, the tree becomes the new one wherever the run ended."""
    interrupt(root, monkeypatch, renames)

    assert renames != 1 or not (root / "generated").exists()
    recover(root)
    assert whole(NEW) == tree(root)
    assert not (root / ".shapewright").exists()


def test_recover_touches_nothing_without_need(root: Path) -> None:
    """With nothing pending no file and no folder is made, moved or dated anew."""
    before = states(root)

    recover(root)

    assert before == states(root)


def test_recover_rolls_back_if_kept_files_have_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the user saved between the interruption and the next command is not lost."""
    interrupt(root, monkeypatch, renames=0)
    replace(root / CUSTOM)

    recover(root)

    assert whole(OLD, {CUSTOM: "saved!"}) == tree(root)
    assert not (root / ".shapewright").exists()


def test_recover_deletes_nothing_twice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user puts where a file has been deleted before the interruption stays."""
    interrupt(root, monkeypatch, renames=3)
    mine = {"specs/s0/names.lock.yaml": "mine"}
    put(root, mine)

    recover(root)

    assert whole(NEW, mine) == tree(root)


def test_recover_stops_if_the_folder_has_reappeared(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others put in the place of the absent folder is an error until they move it away."""
    interrupt(root, monkeypatch, renames=1)
    put(root, {"generated/mine": ""})

    with pytest.raises(PublicationError, match="clear the way and run again"):
        recover(root)
    (root / "generated").rename(root / "away")
    recover(root)
    assert whole(NEW, {"away/mine": ""}) == tree(root)


@pytest.mark.parametrize(
    "journal",
    ["", "[]", "{}", '{"written": [], "deleted": ["../mine"]}', '{"written": [1], "deleted": []}'],
)
def test_recover_refuses_a_damaged_journal(tmp_path: Path, journal: str) -> None:
    """A journal that no run has written is not obeyed."""
    put(tmp_path, {"mine": "", "root/.shapewright/publication/journal.json": journal})

    with pytest.raises(PublicationError, match=r"damaged: .*journal\.json"):
        recover(tmp_path / "root")
    assert (tmp_path / "mine").exists()


# Runs that are killed.

PROGRAM = """
import itertools, json, os, sys
from pathlib import Path
from generator.emit.publication import publish, recover

job = json.loads(sys.stdin.read())
root, calls = Path(job["root"]), 0

def count(event, args):
    global calls
    writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in {
        "os.mkdir", "os.rmdir", "os.remove", "os.rename", "os.link", "os.chmod", "fcntl.flock"
    }:
        calls += 1
        if calls == job["limit"]:
            os._exit(9)
        if job["endless"]:
            os.write(1, b".")

sys.addaudithook(count)
repeat = itertools.cycle if job["endless"] else iter
for texts, formerly in repeat(job["generations"]):
    publish(root, texts, formerly)
recover(root)
print(calls)
"""


def run(
    root: Path,
    *generations: tuple[Mapping[str, str], Mapping[str, str]],
    limit: int = 0,
    endless: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a process that publishes generations and ends itself at a certain call that writes."""
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(generator.__file__).parents[1])},
    )
    job = {"root": str(root), "generations": generations, "limit": limit, "endless": endless}
    assert process.stdin is not None
    process.stdin.write(json.dumps(job).encode())
    process.stdin.close()
    return process


def code(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a process; 9 means that it was at the limit."""
    with process:
        return process.wait()


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Count the calls that write while the new generation is published over the old one."""
    root = tmp_path_factory.mktemp("calls")
    put(root, whole(OLD))
    with run(root, (NEW, OLD)) as process:
        assert process.stdout is not None
        return int(process.stdout.read())


@pytest.mark.parametrize("share", range(50))
def test_a_run_that_is_killed_leaves_a_whole_tree(root: Path, calls: int, share: int) -> None:
    """Wherever a run ends, recovery leaves the old tree or the new one and nothing else."""
    killed = 9

    assert killed == code(run(root, (NEW, OLD), limit=1 + share * (calls - 1) // 49))
    recover(root)
    assert tree(root) in (whole(OLD), whole(NEW))
    assert not remains(root)


@pytest.mark.parametrize(("call", "expected"), [(1, OLD), (-1, NEW)])
def test_a_run_that_is_killed_at_either_end(
    root: Path, calls: int, call: int, expected: dict[str, str]
) -> None:
    """A run that ends at its first call leaves the old tree, one at its last call the new one."""
    code(run(root, (NEW, OLD), limit=call % (calls + 1)))
    recover(root)

    assert whole(expected) == tree(root)


@pytest.mark.parametrize("share", range(6))
def test_a_recovery_that_is_killed_can_be_recovered(root: Path, calls: int, share: int) -> None:
    """However often recovery itself ends early, the last one leaves the old tree or the new one."""
    code(run(root, (NEW, OLD), limit=calls * (12 + share) // 20))
    codes = [code(run(root, limit=limit)) for limit in (2, 5, 15, 45)]
    recover(root)

    assert 9 in codes
    assert tree(root) in (whole(OLD), whole(NEW))
    assert not remains(root)


@pytest.mark.parametrize("seed", range(10))
def test_a_run_that_is_killed_from_outside(root: Path, calls: int, seed: int) -> None:
    """A signal at any instant of a long series of runs leaves the old tree or the new one."""
    steps = random.Random(seed).randrange(1, 3 * calls)

    with run(root, (NEW, OLD), (OLD, NEW), endless=True) as process:
        assert process.stdout is not None
        process.stdout.read(steps)
        process.send_signal(signal.SIGKILL)
    recover(root)
    assert tree(root) in (whole(OLD), whole(NEW))
    assert not remains(root)


# Single files.


@pytest.mark.parametrize(
    ("before", "expected"), [(None, True), ("old", True), ("é\r\n", False), ("é\n", True)]
)
def test_write_atomically_writes_if_need_be(
    tmp_path: Path, before: str | None, expected: bool
) -> None:
    """The file holds the text in the end, and is the same file if it held it already."""
    put(tmp_path, {"a": before} if before is not None else {})
    inode = (tmp_path / "a").stat().st_ino if before is not None else None

    assert expected == write_atomically(tmp_path / "a", "é\r\n")
    assert "é\r\n".encode() == (tmp_path / "a").read_bytes()
    assert expected == ((tmp_path / "a").stat().st_ino != inode)


def test_write_atomically_keeps_mode_and_link(tmp_path: Path) -> None:
    """A file behind a link is replaced where it lies, with its mode."""
    put(tmp_path, {"folder/a": "old"})
    (tmp_path / "folder/a").chmod(0o600)
    (tmp_path / "link").symlink_to("folder/a")
    expected = {"folder/a": "new", "link": "-> folder/a"}, 0o600

    write_atomically(tmp_path / "link", "new")

    assert expected == (tree(tmp_path), mode(tmp_path / "folder/a"))


def test_write_atomically_leaves_no_trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the text cannot be brought to its place, the old one is all there is."""

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError

    before = {"a": "old"}
    put(tmp_path, before)
    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(PermissionError):
        write_atomically(tmp_path / "a", "new")
    assert before == tree(tmp_path)


def test_write_atomically_writes_to_pipes(tmp_path: Path) -> None:
    """A pipe gets the text and remains a pipe."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    expected = b"text"
    write_atomically(tmp_path / "pipe", "text")
    received = os.read(reader, 10)
    os.close(reader)

    assert expected == received
    assert (tmp_path / "pipe").is_fifo()
