"""A whole training: rows and base model in, adapter in object storage out."""

import json
import logging
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from understudy_trainer.contract import LoraStep, TrainLoraInput, TrainLoraResult
from understudy_trainer.environment import Environment
from understudy_trainer.object_keys import adapter_folder, model_entry_key, settings_digest
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.storage.stored_folder import read_manifest, store_folder
from understudy_trainer.training.base_model import device_name, load_model, load_tokenizer, locate_model
from understudy_trainer.training.checkpoints import (
    delete_checkpoints,
    fetch_newest_checkpoint,
    store_checkpoint,
)
from understudy_trainer.training.event_log import EventLog
from understudy_trainer.training.trainers import PreparedTraining, TrainingMaterial, prepare_training
from understudy_trainer.training.training_callback import TrainingCallback, finite

logger = logging.getLogger(__name__)

Report = Callable[[LoraStep], None]


class TrainingStopped(Exception):
    """The training was asked to stop, and has stored a checkpoint if it had begun."""


def run_training(
    job: TrainLoraInput,
    attempt: int,
    environment: Environment,
    report: Report,
    stop_requested: threading.Event,
) -> TrainLoraResult:
    """Train the adapter, from the newest checkpoint on, and store it.

    A training that is complete already gives its result at once. Raises TrainingStopped or TrainerProblem.
    """
    storage = environment.open_storage()
    finished = _finished_result(storage, job)
    if finished is not None:
        return finished
    events = EventLog(storage, job.output_prefix, attempt=attempt)
    try:
        with tempfile.TemporaryDirectory(dir=environment.trainer_work_folder) as folder:
            return _train(job, environment, storage, events, report, stop_requested, Path(folder))
    except torch.OutOfMemoryError as error:
        problem = TrainerProblem("training_out_of_memory", _out_of_memory_advice(job))
        events.message(problem.message, level="error")
        raise problem from error
    except TrainerProblem as problem:
        events.message(problem.message, level="warn" if problem.retryable else "error")
        raise
    except TrainingStopped:
        events.message("The training was stopped. It can go on from its newest checkpoint.", level="warn")
        raise
    finally:
        events.flush()


def _train(
    job: TrainLoraInput,
    environment: Environment,
    storage: ObjectStorage,
    events: EventLog,
    report: Report,
    stop_requested: threading.Event,
    folder: Path,
) -> TrainLoraResult:
    events.message(f"Loading the base model {job.base_model} on {device_name()}")
    report(LoraStep(phase="loading"))
    location = locate_model(job.base_model, environment.trainer_models_folder, environment.trainer_allowed_models)
    callback = TrainingCallback(
        events=events,
        report=report,
        store_checkpoint=lambda step, checkpoint: store_checkpoint(storage, job, step, checkpoint),
        stop_requested=stop_requested,
    )
    material = TrainingMaterial(
        job=job,
        training_file=_file(storage, job.training_key),
        validation_file=None if job.validation_key is None else _file(storage, job.validation_key),
        tokenizer=load_tokenizer(job.base_model, location),
        model=load_model(job.base_model, location),
        folder=folder,
        micro_batch_limit=environment.trainer_micro_batch_size,
    )
    prepared = prepare_training(material, callback)
    checkpoint = fetch_newest_checkpoint(storage, job, folder)
    _announce(events, prepared, checkpoint)
    if stop_requested.is_set():
        raise TrainingStopped
    prepared.trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint[1]))
    if callback.stopped:
        raise TrainingStopped
    report(LoraStep(phase="storing", step=prepared.plan.steps, total_steps=prepared.plan.steps))
    return _store_adapter(job, storage, events, prepared, material.tokenizer, folder / "adapter")


def _announce(events: EventLog, prepared: PreparedTraining, checkpoint: tuple[int, Path] | None) -> None:
    plan = prepared.plan
    rows = f"{prepared.rows} rows, {prepared.validation_rows} for validation, {plan.steps} steps"
    if checkpoint is None:
        events.message(f"Training has started: {rows}")
    else:
        events.message(f"Training goes on from the checkpoint of step {checkpoint[0]}: {rows}")
    events.flush()


def _store_adapter(
    job: TrainLoraInput,
    storage: ObjectStorage,
    events: EventLog,
    prepared: PreparedTraining,
    tokenizer: Any,
    folder: Path,
) -> TrainLoraResult:
    prepared.trainer.model.save_pretrained(str(folder), safe_serialization=True)
    tokenizer.save_pretrained(str(folder))
    state = prepared.trainer.state
    result = TrainLoraResult(
        adapter_key=adapter_folder(job.output_prefix),
        steps=state.global_step,
        train_loss=_mean_loss_of_last_epoch(state.log_history, job.hyperparameters.epochs),
        valid_loss=next((finite(log["eval_loss"]) for log in reversed(state.log_history) if "eval_loss" in log), None),
        trained_tokens=prepared.trained_tokens,
    )
    store_folder(storage, result.adapter_key, folder, job=job, step=result.steps, result=result)
    entry = {
        "job_id": job.job_id,
        "base_model": job.base_model,
        "adapter_key": result.adapter_key,
        "created_at": datetime.now(UTC).isoformat(),
    }
    storage.put(model_entry_key(job.job_id), json.dumps(entry).encode())
    delete_checkpoints(storage, job)
    events.message("The adapter is stored. The training has completed", event_id="completed")
    return result


def _mean_loss_of_last_epoch(history: list[dict[str, float]], epochs: int) -> float | None:
    """The history is part of every checkpoint, so this holds for a training that went on, too."""
    losses = [log["loss"] for log in history if "loss" in log]
    last = [log["loss"] for log in history if "loss" in log and log.get("epoch", 0) > epochs - 1]
    chosen = last or losses[-1:]
    return finite(round(sum(chosen) / len(chosen), 6)) if chosen else None


def _finished_result(storage: ObjectStorage, job: TrainLoraInput) -> TrainLoraResult | None:
    manifest = read_manifest(storage, adapter_folder(job.output_prefix))
    if manifest is None or manifest.settings_sha256 != settings_digest(job):
        return None
    # The crash may have come between the manifest and the entry.
    return manifest.result if _has(storage, model_entry_key(job.job_id)) else None


def _has(storage: ObjectStorage, key: str) -> bool:
    return key in storage.list(key)


def _file(storage: ObjectStorage, key: str) -> bytes:
    try:
        return storage.get(key)
    except TrainerProblem as problem:
        if problem.code != "not_found":
            raise
        raise TrainerProblem("validation_failed", f"The file {key} is not in the object storage.") from problem


def _out_of_memory_advice(job: TrainLoraInput) -> str:
    return (
        f"{job.base_model} does not fit into the memory of this trainer with rows of "
        f"{job.hyperparameters.max_length} tokens. Choose a smaller maximum length or a smaller base model, lower "
        "TRAINER_MICRO_BATCH_SIZE of the trainer to 1, or let a machine with more memory join."
    )
