"""The part of a training that computes."""

from pathlib import Path
from typing import Any

import torch

from understudy_trainer.contract import LoraStep, TrainLoraInput, TrainLoraResult
from understudy_trainer.object_keys import adapter_folder
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.stored_folder import store_folder
from understudy_trainer.training.base_model import device_name, load_model, load_tokenizer
from understudy_trainer.training.checkpoints import fetch_newest_checkpoint, store_checkpoint
from understudy_trainer.training.event_log import EventLog
from understudy_trainer.training.rows import Rows
from understudy_trainer.training.trainers import PreparedTraining, TrainingMaterial, prepare_training
from understudy_trainer.training.training_callback import TrainingCallback, finite
from understudy_trainer.training.training_order import TrainingOrder, TrainingStopped


def train_adapter(
    order: TrainingOrder, location: str, training_rows: Rows, validation_rows: Rows | None
) -> TrainLoraResult:
    """Train on the rows, from the newest checkpoint on, and store the adapter.

    `location` is the base model's folder, or its name on the hub. Raises TrainingStopped or TrainerProblem.
    """
    job = order.job
    order.events.message(f"Loading the base model {job.base_model} on {device_name()}")
    try:
        material = TrainingMaterial(
            job=job,
            training_rows=training_rows,
            validation_rows=validation_rows,
            tokenizer=load_tokenizer(job.base_model, location),
            model=load_model(job.base_model, location),
            folder=order.folder,
            micro_batch_limit=order.environment.trainer_micro_batch_size,
        )
        return _train(order, material)
    except torch.OutOfMemoryError as error:
        raise TrainerProblem("training_out_of_memory", _out_of_memory_advice(job)) from error


def _train(order: TrainingOrder, material: TrainingMaterial) -> TrainLoraResult:
    job, storage = order.job, order.storage
    callback = TrainingCallback(
        events=order.events,
        report=order.report,
        store_checkpoint=lambda step, checkpoint: store_checkpoint(storage, job, step, checkpoint),
        stop_requested=order.stop_requested,
    )
    prepared = prepare_training(material, callback)
    checkpoint = fetch_newest_checkpoint(storage, job, order.folder)
    _announce(order.events, prepared, checkpoint)
    if order.stop_requested.is_set():
        raise TrainingStopped
    prepared.trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint[1]))
    if callback.stopped:
        raise TrainingStopped
    order.report(LoraStep(phase="storing", step=prepared.plan.steps, total_steps=prepared.plan.steps))
    return _store_adapter(order, prepared, material.tokenizer)


def _announce(events: EventLog, prepared: PreparedTraining, checkpoint: tuple[int, Path] | None) -> None:
    plan = prepared.plan
    rows = f"{prepared.rows} rows, {prepared.validation_rows} for validation, {plan.steps} steps"
    if checkpoint is None:
        events.message(f"Training has started: {rows}")
    else:
        events.message(f"Training goes on from the checkpoint of step {checkpoint[0]}: {rows}")
    events.flush()


def _store_adapter(order: TrainingOrder, prepared: PreparedTraining, tokenizer: Any) -> TrainLoraResult:
    job, folder = order.job, order.folder / "adapter"
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
    # The events come first: once the adapter is complete, nobody tells of its steps again.
    order.events.flush()
    store_folder(order.storage, result.adapter_key, folder, job=job, step=result.steps, result=result)
    return result


def _mean_loss_of_last_epoch(history: list[dict[str, float]], epochs: int) -> float | None:
    """The history is part of every checkpoint, so this holds for a training that went on, too."""
    losses = [log["loss"] for log in history if "loss" in log]
    last = [log["loss"] for log in history if "loss" in log and log.get("epoch", 0) > epochs - 1]
    chosen = last or losses[-1:]
    return finite(round(sum(chosen) / len(chosen), 6)) if chosen else None


def _out_of_memory_advice(job: TrainLoraInput) -> str:
    return (
        f"{job.base_model} does not fit into the memory of this trainer with rows of "
        f"{job.hyperparameters.max_length} tokens. Choose a smaller maximum length or a smaller base model, lower "
        "TRAINER_MICRO_BATCH_SIZE of the trainer to 1, or let a machine with more memory join."
    )
