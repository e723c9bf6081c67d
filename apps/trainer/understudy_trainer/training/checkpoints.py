"""Checkpoints in object storage, from which a training goes on on any machine."""

import shutil
from pathlib import Path

from understudy_trainer.contract import TrainLoraInput
from understudy_trainer.object_keys import checkpoint_folder, settings_digest, step_of_checkpoint_manifest
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.storage.stored_folder import delete_folder, fetch_folder, read_manifest, store_folder

CHECKPOINTS_KEPT = 2
# Arguments of this machine's run, pickled: a training that goes on elsewhere makes its own.
_NOT_STORED = frozenset({"training_args.bin"})


def store_checkpoint(storage: ObjectStorage, job: TrainLoraInput, step: int, folder: Path) -> None:
    """Upload the checkpoint of a step, and delete those that are older than the newest two."""
    key = checkpoint_folder(job.output_prefix, step)
    store_folder(storage, key, folder, job=job, step=step, leave_out=_NOT_STORED)
    older = [other for other in _stored_steps(storage, job) if other < step]
    for outdated in older[: len(older) - CHECKPOINTS_KEPT + 1]:
        delete_folder(storage, checkpoint_folder(job.output_prefix, outdated))


def fetch_newest_checkpoint(storage: ObjectStorage, job: TrainLoraInput, folder: Path) -> tuple[int, Path] | None:
    """Download the newest complete checkpoint of the same settings; None to begin at the beginning."""
    for step in reversed(_stored_steps(storage, job)):
        key = checkpoint_folder(job.output_prefix, step)
        manifest = read_manifest(storage, key)
        if manifest is None or manifest.settings_sha256 != settings_digest(job):
            continue
        target = folder / f"checkpoint-{step}"
        try:
            fetch_folder(storage, key, manifest, target)
        except TrainerProblem as problem:
            if problem.code != "not_found":
                raise
            shutil.rmtree(target, ignore_errors=True)
            continue
        return step, target
    return None


def delete_checkpoints(storage: ObjectStorage, job: TrainLoraInput) -> None:
    """Delete every checkpoint; nothing needs them once the adapter is complete."""
    for step in _stored_steps(storage, job):
        delete_folder(storage, checkpoint_folder(job.output_prefix, step))


def _stored_steps(storage: ObjectStorage, job: TrainLoraInput) -> list[int]:
    steps = map(step_of_checkpoint_manifest, storage.list(f"{job.output_prefix}/checkpoints/"))
    return sorted(step for step in steps if step is not None)
