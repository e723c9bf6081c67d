"""Events are read by their number, so there must be no gap and nothing may change."""

import json
from pathlib import Path

from understudy_trainer.storage.folder_storage import FolderStorage
from understudy_trainer.training.event_log import EventLog

PREFIX = "ann/job/lora"


def read(storage: FolderStorage) -> list[list[str]]:
    keys = storage.list(f"{PREFIX}/events/")
    return [[event["message"] for event in json.loads(storage.get(key))["events"]] for key in keys]


def test_events_are_gathered_for_two_seconds(folder_storage: FolderStorage) -> None:
    now = 100.0
    log = EventLog(folder_storage, PREFIX, attempt=1, clock=lambda: now)
    log.message("one")
    now = 101.0
    log.message("two")
    assert read(folder_storage) == []
    now = 102.0
    log.message("three")
    log.message("four")
    log.flush()
    log.flush()
    assert read(folder_storage) == [["one", "two", "three"], ["four"]]
    assert folder_storage.list(f"{PREFIX}/events/")[0].endswith("/000001.json")


def test_a_later_attempt_goes_on_counting_and_overwrites_nothing(folder_storage: FolderStorage) -> None:
    first = EventLog(folder_storage, PREFIX, attempt=1)
    second = EventLog(folder_storage, PREFIX, attempt=2)
    first.message("of the first")
    first.flush()
    second.message("of the second")
    second.flush()
    first.message("of the first, which does not know that it was given up")
    first.flush()
    assert [len(batch) for batch in read(folder_storage)] == [1, 1, 1]


def test_messages_of_two_attempts_are_never_taken_for_the_same(folder_storage: FolderStorage) -> None:
    # After a pause, Temporal counts the attempts from 1 again.
    for _ in range(2):
        log = EventLog(folder_storage, PREFIX, attempt=1)
        log.message("Loading the base model")
        log.flush()
    keys = folder_storage.list(f"{PREFIX}/events/")
    ids = [event["id"] for key in keys for event in json.loads(folder_storage.get(key))["events"]]
    assert len(set(ids)) == 2


def test_metrics_of_a_step_have_its_id(folder_storage: FolderStorage, tmp_path: Path) -> None:
    log = EventLog(folder_storage, PREFIX, attempt=1, clock=lambda: 100.9)
    log.metrics(5, 20, train_loss=1.25, epoch=0.5, learning_rate=1e-4)
    log.metrics(5, 20, valid_loss=1.5, epoch=0.5)
    log.metrics(6, 20, train_loss=None, epoch=0.6, learning_rate=None)
    log.flush()
    events = json.loads(folder_storage.get(f"{PREFIX}/events/000001.json"))["events"]
    assert [event["id"] for event in events] == ["train-5", "valid-5", "train-6"]
    assert events[0] == {
        "id": "train-5",
        "created_at": 100.9,
        "level": "info",
        "type": "metrics",
        "message": "Step 5 of 20: training loss 1.2500",
        "data": {"step": 5, "total_steps": 20, "train_loss": 1.25, "epoch": 0.5, "learning_rate": 1e-4},
    }
