"""Folders in object storage that are complete or do not count: a manifest is written last and names every file."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from understudy_trainer.contract import Method, TrainLoraInput, TrainLoraResult
from understudy_trainer.object_keys import MANIFEST_NAME, settings_digest
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.object_storage import ObjectStorage


class StoredFile(BaseModel):
    """One file of a stored folder."""

    name: str
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a folder holds, and of what. See `loraManifestSchema`."""

    model_config = ConfigDict(frozen=True)

    job_id: str
    base_model: str
    method: Method
    step: int
    settings_sha256: str
    files: list[StoredFile]
    created_at: datetime
    result: TrainLoraResult | None = None


def store_folder(
    storage: ObjectStorage,
    folder_key: str,
    folder: Path,
    *,
    job: TrainLoraInput,
    step: int,
    result: TrainLoraResult | None = None,
    leave_out: frozenset[str] = frozenset(),
) -> Manifest:
    """Upload every file of a folder, and then its manifest, which makes it count."""
    manifest_key = f"{folder_key}/{MANIFEST_NAME}"
    # An older manifest must not vouch for files of which some are new already.
    storage.delete(manifest_key)
    files = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name in leave_out:
            continue
        storage.upload(f"{folder_key}/{name}", path)
        files.append(StoredFile(name=name, size=path.stat().st_size, sha256=_digest(path)))
    manifest = Manifest(
        job_id=job.job_id,
        base_model=job.base_model,
        method=job.method,
        step=step,
        settings_sha256=settings_digest(job),
        files=files,
        created_at=datetime.now(UTC),
        result=result,
    )
    # The result is a payload of the TypeScript side, whose names are in camelCase.
    storage.put(manifest_key, manifest.model_dump_json(by_alias=True, indent=1).encode())
    return manifest


def read_manifest(storage: ObjectStorage, folder_key: str) -> Manifest | None:
    """The manifest of a folder; None while the folder is not complete."""
    try:
        return Manifest.model_validate_json(storage.get(f"{folder_key}/{MANIFEST_NAME}"))
    except TrainerProblem as problem:
        if problem.code == "not_found":
            return None
        raise


def fetch_folder(storage: ObjectStorage, folder_key: str, manifest: Manifest, target: Path) -> None:
    """Download every file that the manifest names.

    Raises TrainerProblem `not_found` where one is missing or is not what the manifest says.
    """
    for entry in manifest.files:
        file = (target / entry.name).resolve()
        if not file.is_relative_to(target.resolve()):
            raise TrainerProblem("not_found", f"The manifest of {folder_key} names a file outside of its folder.")
        storage.download(f"{folder_key}/{entry.name}", file)
        if _digest(file) != entry.sha256:
            raise TrainerProblem("not_found", f"{folder_key}/{entry.name} is not what its manifest says.")


def delete_folder(storage: ObjectStorage, folder_key: str) -> None:
    """Delete a folder, its manifest first, so that what is left never counts."""
    storage.delete(f"{folder_key}/{MANIFEST_NAME}")
    for key in storage.list(f"{folder_key}/"):
        storage.delete(key)


def _digest(file: Path) -> str:
    with file.open("rb") as contents:
        return hashlib.file_digest(contents, "sha256").hexdigest()
