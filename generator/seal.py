"""The seal `.shapewright/seal.json`: what this very generator makes need not be made again.

The lock says what each service was made from and into, but not by which code: it is committed, and
a hash of code would change with every line of the generator. The seal says just that. It is kept
on one machine, beside what is committed.

What it states are facts: that this generator makes, from the inputs that a part of the lock lists,
the files which the same part lists. They hold whatever lies on the disk, so a seal may be older or
newer than the files, and a service is made anew unless all of these agree: the generator, the lock,
the inputs and the files. A seal that is damaged, or of another generator, is none.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

import generator
from generator.emit.publication import WORKSHOP
from generator.emit.render import template_files
from generator.lock import Lock, ServiceLock, digest, digest_of_all
from generator.program import program_digest
from generator.services import SCHEMA, BuiltService, Inputs, inputs_of

SEAL = f"{WORKSHOP}/seal.json"


class SealedService(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That the generator makes what one part of the lock lists, and what it tells of the pages."""

    lock: str
    """The hash of that part."""
    read: int
    aside: tuple[str, ...]


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one generator makes."""

    generator: str
    """The hash of all that decides what the generator makes of its inputs."""
    version: str
    services: dict[str, SealedService] = {}
    shared: str = ""
    """The hash of the files that belong to no single service."""


def read_seal(root: Path) -> Seal:
    """Return the seal of this generator; where there is none yet, one that states nothing."""
    this = program_digest(beside=tuple(template_files()))
    with suppress(OSError, ValueError, RecursionError, msgspec.ValidationError):
        seal = msgspec.convert(json.loads((root / SEAL).read_bytes()), Seal)
        if seal.generator == this:
            return seal
    return Seal(this, generator.__version__)


def write_seal(root: Path, seal: Seal) -> None:
    """Write a seal, unless it is there already or can't be written: it only saves time.

    A run that is killed here leaves no valid JSON, and so no seal.
    """
    text = json.dumps(msgspec.to_builtins(seal), indent=1, sort_keys=True) + "\n"
    path, ignore = root / SEAL, root / WORKSHOP / ".gitignore"
    with suppress(OSError):
        if path.is_file() and path.read_bytes() == text.encode():
            return
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        if not ignore.exists():
            ignore.write_text("# Made by shapewright.\n*\n", "utf-8")
        path.unlink(missing_ok=True)
        path.write_text(text, "utf-8")


def renewed(
    seal: Seal, lock: Lock, built: Iterable[BuiltService], shared: Mapping[str, str]
) -> Seal:
    """Return a seal with what a run has found out.

    Args:
        seal: The seal before.
        lock: The lock that the run writes. What fits it no longer is left out.
        built: The services of the run.
        shared: What belongs to no single service, by path below the project's root.
    """
    sealed = seal.services | {
        service.service_id: SealedService(
            _digest_of(service.lock), service.read, tuple(service.aside)
        )
        for service in built
        if service.lock is not None and service.settled
    }
    return Seal(
        seal.generator,
        seal.version,
        services={
            service_id: sealed[service_id]
            for service_id, part in lock.services.items()
            if service_id in sealed and sealed[service_id].lock == _digest_of(part)
        },
        shared=_digest_of_shared(list(lock.services), shared),
    )


def sealed_service(
    root: Path, service_id: str, lock: Lock | None, seal: Seal
) -> BuiltService | None:
    """Return what building a service would give, if that is on the disk; else None."""
    part = lock.services.get(service_id) if lock else None
    sealed = seal.services.get(service_id)
    if part is None or sealed is None or sealed.lock != _digest_of(part):
        return None
    folder = f"specs/{service_id}"
    hashes = {f"generated/{path}": value for path, value in part.files.items()}
    hashes |= {f"{folder}/service.yaml": part.ir, f"{folder}/names.lock.yaml": part.names}
    with suppress(OSError):  # Building it will say what can't be read.
        if inputs_of(root / folder) != Inputs(part.pages, part.overrides, part.names):
            return None
        contents = _contents(root, hashes)
        if all(digest(content) == hashes[path] for path, content in contents.items()):
            texts = {path: content.decode() for path, content in contents.items()}
            return BuiltService(service_id, texts, part, sealed.read, sealed.aside, settled=True)
    return None


def sealed_shared(
    root: Path, service_ids: Sequence[str], lock: Lock | None, seal: Seal
) -> dict[str, str] | None:
    """Return the files that belong to no single service, if those on the disk are right."""
    if lock is None:
        return None
    with suppress(OSError, UnicodeDecodeError):
        contents = _contents(root, [*(f"generated/{path}" for path in lock.files), SCHEMA])
        texts = {path: content.decode() for path, content in contents.items()}
        if seal.shared == _digest_of_shared(service_ids, texts):
            return texts
    return None


def _contents(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in paths}


def _digest_of(part: ServiceLock) -> str:
    return digest(json.dumps(msgspec.to_builtins(part), sort_keys=True))


def _digest_of_shared(service_ids: Sequence[str], texts: Mapping[str, str]) -> str:
    contents = [(path, text.encode()) for path, text in texts.items()]
    return digest_of_all([("services", json.dumps(service_ids).encode()), *contents])
