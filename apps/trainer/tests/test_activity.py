"""How the activity fails, and what it sends on the wire."""

import pytest
from temporalio.exceptions import ApplicationError

from understudy_trainer.contract import LoraStep, TrainLoraInput, TrainLoraResult
from understudy_trainer.worker.activity import _failure, _parse
from understudy_trainer.worker.process_messages import Problem, Stopped
from understudy_trainer.worker.training_process import _problem_of_exit

from .conftest import ORDER


def test_the_order_and_the_answer_are_in_camel_case() -> None:
    assert _parse(ORDER) == TrainLoraInput.model_validate(ORDER)
    assert LoraStep(phase="training", total_steps=3).model_dump(by_alias=True)["totalSteps"] == 3
    result = TrainLoraResult(adapter_key="a", steps=1, train_loss=None, valid_loss=None, trained_tokens=5)
    assert set(result.model_dump(by_alias=True)) == {"adapterKey", "steps", "trainLoss", "validLoss", "trainedTokens"}


@pytest.mark.parametrize(
    "changes", [{"jobId": "a/b"}, {"outputPrefix": "/ann"}, {"outputPrefix": "ann/../bob"}, {"unknown": 1}]
)
def test_an_order_that_cannot_be_is_refused_for_good(changes: dict[str, object]) -> None:
    with pytest.raises(ApplicationError) as failure:
        _parse({**ORDER, **changes})
    assert (failure.value.type, failure.value.non_retryable) == ("validation_failed", True)


def test_what_may_pass_is_tried_again_and_what_may_not_is_not() -> None:
    passing = Problem(code="storage_unavailable", message="", retryable=True)
    lasting = Problem(code="provider_model_unavailable", message="", retryable=False)
    assert not _failure(passing, attempt=1_000).non_retryable
    assert _failure(lasting, attempt=1).non_retryable
    assert not _failure(Stopped(), attempt=1_000).non_retryable


def test_an_error_of_ours_is_tried_eight_times() -> None:
    error = Problem(code="internal_error", message="", retryable=True)
    assert not _failure(error, attempt=7).non_retryable
    assert _failure(error, attempt=8).non_retryable


def test_a_killed_process_has_most_likely_run_out_of_memory() -> None:
    assert _problem_of_exit(-9).code == "training_out_of_memory"
    assert _problem_of_exit(1).code == "internal_error"
