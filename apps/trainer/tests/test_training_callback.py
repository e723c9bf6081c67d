"""What happens after a step, and in which order."""

import threading
from pathlib import Path

import pytest
from transformers import TrainerControl, TrainerState, TrainingArguments

from understudy_trainer.contract import LoraStep
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.folder_storage import FolderStorage
from understudy_trainer.training.event_log import EventLog
from understudy_trainer.training.training_callback import TrainingCallback

EVENTS = "ann/job/events/"


class Run:
    """A callback at step 10 of 20, and all that it does."""

    def __init__(self, storage: FolderStorage) -> None:
        self.steps: list[LoraStep] = []
        self.stored: list[tuple[int, str, int]] = []
        self.stop = threading.Event()
        self.control = TrainerControl()
        self.state = TrainerState(global_step=10, max_steps=20, epoch=1.5)
        self.arguments = TrainingArguments("/work", report_to="none", use_cpu=True)
        self.callback = TrainingCallback(
            events=EventLog(storage, "ann/job", attempt=1),
            report=self.steps.append,
            store_checkpoint=lambda step, folder: self.stored.append((step, str(folder), len(storage.list(EVENTS)))),
            stop_requested=self.stop,
        )


@pytest.fixture
def run(folder_storage: FolderStorage) -> Run:
    return Run(folder_storage)


def test_the_events_of_a_step_are_stored_before_its_checkpoint(run: Run) -> None:
    run.callback.on_log(run.arguments, run.state, run.control, logs={"loss": 2.5, "learning_rate": 1e-4})
    run.callback.on_save(run.arguments, run.state, run.control)
    assert run.stored == [(10, str(Path("/work/checkpoint-10")), 1)]
    assert run.steps[-1].loss == 2.5


def test_a_stop_comes_with_a_checkpoint(run: Run) -> None:
    run.callback.on_step_end(run.arguments, run.state, run.control)
    assert not run.control.should_training_stop
    run.stop.set()
    run.callback.on_step_end(run.arguments, run.state, run.control)
    assert run.control.should_training_stop
    assert run.control.should_save
    assert run.callback.stopped


def test_a_training_that_is_at_its_end_is_not_stopped(run: Run) -> None:
    run.stop.set()
    run.state.global_step = 20
    run.callback.on_step_end(run.arguments, run.state, run.control)
    assert not run.callback.stopped


def test_a_loss_that_is_no_number_ends_the_training(run: Run) -> None:
    with pytest.raises(TrainerProblem, match="Lower the learning rate") as problem:
        run.callback.on_log(run.arguments, run.state, run.control, logs={"loss": float("nan")})
    assert problem.value.code == "training_diverged"
