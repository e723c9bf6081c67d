"""A checkpoint counts when it is complete, undamaged and of the same settings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from understudy_trainer.contract import TrainLoraInput
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.training.checkpoints import delete_checkpoints, fetch_newest_checkpoint, store_checkpoint

MakeJob = Callable[..., TrainLoraInput]
PREFIX = "ann/job/lora/checkpoints"


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    folder = tmp_path / "checkpoint"
    (folder / "deep").mkdir(parents=True)
    (folder / "weights").write_bytes(b"weights")
    (folder / "deep" / "state.json").write_bytes(b"{}")
    (folder / "training_args.bin").write_bytes(b"of this machine")
    return folder


def test_the_newest_comes_back_whole(
    storage: ObjectStorage, make_job: MakeJob, checkpoint: Path, tmp_path: Path
) -> None:
    for step in (9, 10):
        store_checkpoint(storage, make_job(), step, checkpoint)
    found = fetch_newest_checkpoint(storage, make_job(), tmp_path / "work")
    assert found is not None
    step, folder = found
    assert (step, folder.name) == (10, "checkpoint-10")
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["state.json", "weights"]


def test_there_is_none_at_first(storage: ObjectStorage, make_job: MakeJob, tmp_path: Path) -> None:
    assert fetch_newest_checkpoint(storage, make_job(), tmp_path) is None


@pytest.mark.parametrize("damage", ["manifest missing", "file missing", "file changed"])
def test_one_that_is_not_whole_does_not_count(
    storage: ObjectStorage, make_job: MakeJob, checkpoint: Path, tmp_path: Path, damage: str
) -> None:
    for step in (5, 10):
        store_checkpoint(storage, make_job(), step, checkpoint)
    if damage == "manifest missing":
        storage.delete(f"{PREFIX}/step-10/manifest.json")
    elif damage == "file missing":
        storage.delete(f"{PREFIX}/step-10/weights")
    else:
        storage.put(f"{PREFIX}/step-10/weights", b"cut off")
    found = fetch_newest_checkpoint(storage, make_job(), tmp_path / "work")
    assert found is not None
    assert found[0] == 5


def test_one_of_other_settings_does_not_count(
    storage: ObjectStorage, make_job: MakeJob, checkpoint: Path, tmp_path: Path
) -> None:
    store_checkpoint(storage, make_job(), 5, checkpoint)
    assert fetch_newest_checkpoint(storage, make_job(seed=8), tmp_path / "a") is None
    assert fetch_newest_checkpoint(storage, make_job(checkpointEverySteps=1), tmp_path / "b") is not None


def test_the_newest_two_are_kept(storage: ObjectStorage, make_job: MakeJob, checkpoint: Path) -> None:
    for step in (5, 10, 15, 20):
        store_checkpoint(storage, make_job(), step, checkpoint)
    kept = {key.split("/")[4] for key in storage.list(f"{PREFIX}/")}
    assert kept == {"step-15", "step-20"}
    delete_checkpoints(storage, make_job())
    assert storage.list(f"{PREFIX}/") == []
