"""Where a training keeps its objects. The TypeScript side knows the same names (libs/domain/src/lora)."""

import hashlib
import re

from understudy_trainer.contract import TrainLoraInput

MANIFEST_NAME = "manifest.json"
_STEP_FOLDER = re.compile(r"/checkpoints/step-(\d+)/manifest\.json$")


def events_key(output_prefix: str, number: int) -> str:
    """Key of the nth object of events, counted from 1."""
    return f"{output_prefix}/events/{number:06d}.json"


def number_of_events_key(key: str) -> int:
    """The number in a key of `events_key`."""
    return int(key.rsplit("/", 1)[1].removesuffix(".json"))


def adapter_folder(output_prefix: str) -> str:
    """Folder of the finished adapter."""
    return f"{output_prefix}/adapter"


def checkpoint_folder(output_prefix: str, step: int) -> str:
    """Folder of the checkpoint of a step."""
    return f"{output_prefix}/checkpoints/step-{step}"


def step_of_checkpoint_manifest(key: str) -> int | None:
    """The step of a checkpoint whose manifest has this key; None for any other key."""
    found = _STEP_FOLDER.search(key)
    return int(found.group(1)) if found else None


def model_entry_key(job_id: str) -> str:
    """Key of the entry by which the server finds the adapter of a job."""
    return f"lora-models/{job_id}.json"


def settings_digest(job: TrainLoraInput) -> str:
    """SHA-256 of everything that a training depends on; a checkpoint of other settings is not resumed from."""
    settings = job.model_dump_json(exclude={"user_id", "output_prefix", "checkpoint_every_steps"})
    return hashlib.sha256(settings.encode()).hexdigest()
