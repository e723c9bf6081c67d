"""Numbers of a training that follow from its input and from the machine."""

import math
from dataclasses import dataclass

from understudy_trainer.contract import Hyperparameters

_MOST_METRIC_EVENTS = 2_000


@dataclass(frozen=True)
class TrainingPlan:
    """How rows become steps of the optimizer."""

    steps: int
    micro_batch_size: int
    """Rows that are in memory at once."""
    accumulation: int
    """Micro batches behind one step."""
    log_every_steps: int


def plan_training(rows: int, hyperparameters: Hyperparameters, micro_batch_limit: int) -> TrainingPlan:
    """Split batches into bites that divide them evenly, so that every step weighs the same rows on every machine."""
    batch_size = hyperparameters.batch_size
    micro = max(size for size in range(1, min(batch_size, micro_batch_limit) + 1) if batch_size % size == 0)
    steps = math.ceil(rows / batch_size) * hyperparameters.epochs
    return TrainingPlan(
        steps=steps,
        micro_batch_size=micro,
        accumulation=batch_size // micro,
        log_every_steps=math.ceil(steps / _MOST_METRIC_EVENTS),
    )
