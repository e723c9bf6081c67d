"""What a training does before and after it computes."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from understudy_trainer.contract import TrainLoraInput, TrainLoraResult
from understudy_trainer.environment import Environment
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.folder_storage import FolderStorage
from understudy_trainer.storage.stored_folder import store_folder
from understudy_trainer.training.run_training import run_training

MakeJob = Callable[..., TrainLoraInput]
ROW = b'{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]}\n'


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return Environment(storage_folder=tmp_path / "storage", trainer_allowed_models="Qwen/*")


def run(job: TrainLoraInput, environment: Environment) -> TrainLoraResult:
    return run_training(job, 1, environment, lambda _: None, threading.Event())


def test_one_that_is_complete_is_not_done_again(
    make_job: MakeJob, environment: Environment, folder_storage: FolderStorage, tmp_path: Path
) -> None:
    result = TrainLoraResult(
        adapter_key="ann/job/lora/adapter", steps=3, train_loss=1.5, valid_loss=None, trained_tokens=9
    )
    (tmp_path / "adapter").mkdir()
    store_folder(folder_storage, "ann/job/lora/adapter", tmp_path / "adapter", job=make_job(), step=3, result=result)
    assert run(make_job(), environment) == result
    entry = json.loads(folder_storage.get(f"lora-models/{make_job().job_id}.json"))
    assert entry["adapter_key"] == "ann/job/lora/adapter"


@pytest.mark.parametrize(
    ("changes", "rows", "code"),
    [
        ({"baseModel": "meta-llama/Llama-3.2-1B"}, ROW, "provider_model_unavailable"),
        ({"baseModel": "Qwen/../../etc"}, ROW, "provider_model_unavailable"),
        ({}, b"{", "validation_failed"),
        ({}, b"", "nothing_to_train_on"),
        ({"validationKey": "ann/job/not-there.jsonl"}, ROW, "validation_failed"),
    ],
)
def test_what_cannot_be_trained_is_refused_with_an_event(
    make_job: MakeJob,
    environment: Environment,
    folder_storage: FolderStorage,
    changes: dict[str, object],
    rows: bytes,
    code: str,
) -> None:
    folder_storage.put("ann/job/train.jsonl", rows)
    with pytest.raises(TrainerProblem) as problem:
        run(make_job(**changes), environment)
    assert (problem.value.code, problem.value.retryable) == (code, False)
    (event,) = json.loads(folder_storage.get("ann/job/lora/events/000001.json"))["events"]
    assert (event["level"], event["message"]) == ("error", problem.value.message)
