"""A whole training: rows and base model in, adapter in object storage out.

What can be refused without computing is refused before torch is imported, which takes seconds.
"""

import json
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from understudy_trainer.contract import LoraStep, TrainLoraInput, TrainLoraResult
from understudy_trainer.environment import Environment
from understudy_trainer.object_keys import adapter_folder, model_entry_key, settings_digest
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.storage.stored_folder import read_manifest
from understudy_trainer.training.checkpoints import delete_checkpoints
from understudy_trainer.training.event_log import EventLog
from understudy_trainer.training.locate_model import locate_model
from understudy_trainer.training.rows import Rows, read_rows
from understudy_trainer.training.training_order import TrainingOrder, TrainingStopped


def run_training(
    job: TrainLoraInput,
    attempt: int,
    environment: Environment,
    report: Callable[[LoraStep], None],
    stop_requested: threading.Event,
) -> TrainLoraResult:
    """Train the adapter, from the newest checkpoint on, and store it.

    A training that is complete already gives its result at once. Raises TrainingStopped or TrainerProblem.
    """
    storage = environment.open_storage()
    events = EventLog(storage, job.output_prefix, attempt=attempt)
    try:
        result = _finished_result(storage, job)
        if result is None:
            with tempfile.TemporaryDirectory(dir=environment.trainer_work_folder) as folder:
                order = TrainingOrder(
                    job=job,
                    environment=environment,
                    storage=storage,
                    events=events,
                    report=report,
                    stop_requested=stop_requested,
                    folder=Path(folder),
                )
                result = _train(order)
        _publish(storage, job, result)
        events.message("The adapter is stored. The training has completed", event_id="completed")
        return result
    except TrainerProblem as problem:
        events.message(problem.message, level="warn" if problem.retryable else "error")
        raise
    except TrainingStopped:
        events.message("The training was stopped. It can go on from its newest checkpoint.", level="warn")
        raise
    finally:
        events.flush()


def _train(order: TrainingOrder) -> TrainLoraResult:
    job, environment = order.job, order.environment
    order.report(LoraStep(phase="loading"))
    location = locate_model(job.base_model, environment.trainer_models_folder, environment.trainer_allowed_models)
    training_rows = _rows(order.storage, job, job.training_key)
    validation_rows = None if job.validation_key is None else _rows(order.storage, job, job.validation_key)

    from understudy_trainer.training.train_adapter import train_adapter

    return train_adapter(order, location, training_rows, validation_rows)


def _rows(storage: ObjectStorage, job: TrainLoraInput, key: str) -> Rows:
    try:
        return read_rows(storage.get(key), job.method)
    except TrainerProblem as problem:
        if problem.code != "not_found":
            raise
        raise TrainerProblem("validation_failed", f"The file {key} is not in the object storage.") from problem


def _finished_result(storage: ObjectStorage, job: TrainLoraInput) -> TrainLoraResult | None:
    manifest = read_manifest(storage, adapter_folder(job.output_prefix))
    if manifest is None or manifest.settings_sha256 != settings_digest(job):
        return None
    return manifest.result


def _publish(storage: ObjectStorage, job: TrainLoraInput, result: TrainLoraResult) -> None:
    """Write the entry by which the server finds the adapter, and clear up."""
    entry = {
        "job_id": job.job_id,
        "base_model": job.base_model,
        "adapter_key": result.adapter_key,
        "created_at": datetime.now(UTC).isoformat(),
    }
    storage.put(model_entry_key(job.job_id), json.dumps(entry).encode())
    delete_checkpoints(storage, job)
