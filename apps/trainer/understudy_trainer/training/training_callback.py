"""What is reported and stored while a trainer trains."""

import math
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from understudy_trainer.contract import LoraStep
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.event_log import EventLog


class TrainingCallback(TrainerCallback):  # type: ignore[misc]
    """Tells how far the training is, stores its checkpoints, and stops it when asked to.

    A stop comes after the step that is under way, with a checkpoint of it.
    """

    def __init__(
        self,
        *,
        events: EventLog,
        report: Callable[[LoraStep], None],
        store_checkpoint: Callable[[int, Path], None],
        stop_requested: threading.Event,
    ) -> None:
        self._events = events
        self._report = report
        self._store_checkpoint = store_checkpoint
        self._stop_requested = stop_requested
        self._loss: float | None = None
        self.stopped = False

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: Any = None,
        **_: Any,
    ) -> None:
        """Note the numbers of a step."""
        numbers: dict[str, float] = logs or {}
        shared = {"epoch": round(state.epoch or 0, 4)}
        if "loss" in numbers:
            self._loss = finite(numbers["loss"])
            rate = finite(numbers.get("learning_rate"))
            self._events.metrics(
                state.global_step, state.max_steps, train_loss=self._loss, learning_rate=rate, **shared
            )
            self._tell(state)
            if self._loss is None:
                message = (
                    f"The loss is not a number any more at step {state.global_step}. "
                    "Lower the learning rate, and look for broken rows."
                )
                raise TrainerProblem("training_diverged", message)
        if "eval_loss" in numbers:
            valid_loss = finite(numbers["eval_loss"])
            self._events.metrics(state.global_step, state.max_steps, valid_loss=valid_loss, **shared)

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> TrainerControl:
        """Report the step; stop after it where that is asked for."""
        self._tell(state)
        if self._stop_requested.is_set() and state.global_step < state.max_steps:
            self.stopped = True
            control.should_save = True
            control.should_training_stop = True
        return control

    def on_save(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Store the checkpoint that was just written into the work folder.

        The events come first: a training that goes on from the checkpoint does not tell of the steps before it again.
        """
        step = state.global_step
        self._events.flush()
        self._store_checkpoint(step, Path(str(args.output_dir)) / f"checkpoint-{step}")
        self._events.message(f"Checkpoint of step {step} stored", event_id=f"checkpoint-{step}")
        self._events.flush()

    def _tell(self, state: TrainerState) -> None:
        self._report(
            LoraStep(
                phase="training",
                step=state.global_step,
                total_steps=state.max_steps,
                epoch=round(state.epoch or 0, 4),
                loss=self._loss,
            )
        )


def finite(value: float | None) -> float | None:
    """The number, or None where it is none or is not finite: JSON has no other."""
    return value if value is not None and math.isfinite(value) else None
