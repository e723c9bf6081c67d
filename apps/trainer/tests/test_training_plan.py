"""Batches are split evenly, so that a step weighs the same rows on every machine."""

from typing import Any

import pytest

from understudy_trainer.contract import Hyperparameters
from understudy_trainer.training.training_plan import plan_training

from .conftest import ORDER


def hyperparameters(**changes: Any) -> Hyperparameters:
    return Hyperparameters.model_validate({**ORDER["hyperparameters"], **changes})


@pytest.mark.parametrize(
    ("batch_size", "limit", "micro", "accumulation"), [(8, 8, 8, 1), (8, 3, 2, 4), (7, 4, 1, 7), (4, 8, 4, 1)]
)
def test_a_batch_is_taken_in_the_largest_even_bites_that_fit(
    batch_size: int, limit: int, micro: int, accumulation: int
) -> None:
    plan = plan_training(50, hyperparameters(batchSize=batch_size), limit)
    assert (plan.micro_batch_size, plan.accumulation) == (micro, accumulation)


def test_the_last_batch_of_a_pass_may_be_smaller() -> None:
    assert plan_training(50, hyperparameters(batchSize=8, epochs=3), 8).steps == 21


def test_long_trainings_tell_of_every_so_many_steps() -> None:
    assert plan_training(50, hyperparameters(), 8).log_every_steps == 1
    assert plan_training(100_000, hyperparameters(batchSize=10, epochs=1), 10).log_every_steps == 5
