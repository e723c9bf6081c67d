"""Trained adapters, found by their job and kept on the disk of this machine."""

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from understudy_trainer.object_keys import model_entry_key
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.serving.openai_schema import RequestProblem
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.storage.stored_folder import fetch_folder, read_manifest

MODEL_PREFIX = "lora:"
_JOB_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$", re.ASCII)


@dataclass(frozen=True)
class Adapter:
    """An adapter on this machine's disk."""

    job_id: str
    base_model: str
    folder: Path


class AdapterStore:
    """Fetches adapters out of object storage, once each."""

    def __init__(self, storage: ObjectStorage, folder: Path) -> None:
        self._storage = storage
        self._folder = folder

    def names(self) -> list[str]:
        """The names under which every stored adapter is served."""
        keys = self._storage.list("lora-models/")
        return [MODEL_PREFIX + Path(key).stem for key in keys]

    def fetch(self, name: str) -> Adapter:
        """The adapter of `lora:<job ID>`. Raises RequestProblem 404."""
        job_id = name.removeprefix(MODEL_PREFIX)
        if not _JOB_ID.match(job_id):
            raise _unknown(name)
        try:
            entry = json.loads(self._storage.get(model_entry_key(job_id)))
            return Adapter(job_id, str(entry["base_model"]), self._on_disk(job_id, str(entry["adapter_key"])))
        except TrainerProblem as problem:
            if problem.code != "not_found":
                raise
            # What was deleted shall not stay on this machine.
            shutil.rmtree(self._folder / job_id, ignore_errors=True)
            raise _unknown(name) from problem

    def _on_disk(self, job_id: str, adapter_key: str) -> Path:
        target = self._folder / job_id
        if target.is_dir():
            return target
        manifest = read_manifest(self._storage, adapter_key)
        if manifest is None:
            raise TrainerProblem("not_found", f"The adapter of {job_id} is not complete.")
        self._folder.mkdir(parents=True, exist_ok=True)
        fetching = Path(tempfile.mkdtemp(prefix=".fetching-", dir=self._folder))
        try:
            fetch_folder(self._storage, adapter_key, manifest, fetching)
            fetching.rename(target)
        finally:
            shutil.rmtree(fetching, ignore_errors=True)
        return target


def _unknown(name: str) -> RequestProblem:
    return RequestProblem(404, "model_not_found", f"The model {name} does not exist, or is not trained yet.")
