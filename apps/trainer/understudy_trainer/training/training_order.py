"""What a training is given, and how it says that it was stopped."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from understudy_trainer.contract import LoraStep, TrainLoraInput
from understudy_trainer.environment import Environment
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.training.event_log import EventLog


class TrainingStopped(Exception):
    """The training was asked to stop, and has stored a checkpoint if it had begun."""


@dataclass(frozen=True)
class TrainingOrder:
    """A job, and what it is done with."""

    job: TrainLoraInput
    environment: Environment
    storage: ObjectStorage
    events: EventLog
    report: Callable[[LoraStep], None]
    stop_requested: threading.Event
    folder: Path
    """Temporary, and empty at first."""
