"""Both kinds of object storage behave alike."""

from pathlib import Path

import pytest

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.storage.folder_storage import FolderStorage
from understudy_trainer.storage.object_storage import ObjectStorage


def test_gives_back_what_was_stored(storage: ObjectStorage, tmp_path: Path) -> None:
    storage.put("ann/a.json", b"one")
    storage.put("ann/a.json", b"two")
    assert storage.get("ann/a.json") == b"two"
    storage.download("ann/a.json", tmp_path / "deep" / "copy")
    storage.upload("ann/b", tmp_path / "deep" / "copy")
    assert storage.get("ann/b") == b"two"


def test_stores_beside_nobody(storage: ObjectStorage) -> None:
    assert storage.put_if_absent("ann/events/1", b"mine")
    assert not storage.put_if_absent("ann/events/1", b"other")
    assert storage.get("ann/events/1") == b"mine"


def test_lists_what_starts_with_a_prefix(storage: ObjectStorage) -> None:
    for key in ("ann/job/b", "ann/job/a", "ann/job2/c", "bob/job/d"):
        storage.put(key, b"")
    assert storage.list("ann/job/") == ["ann/job/a", "ann/job/b"]
    assert storage.list("ann/job") == ["ann/job/a", "ann/job/b", "ann/job2/c"]
    assert storage.list("nobody/") == []


def test_deletes_what_may_not_be_there(storage: ObjectStorage) -> None:
    storage.put("ann/a", b"")
    storage.delete("ann/a")
    storage.delete("ann/a")
    with pytest.raises(TrainerProblem) as problem:
        storage.get("ann/a")
    assert problem.value.code == "not_found"


def test_keeps_inside_its_folder(folder_storage: FolderStorage) -> None:
    with pytest.raises(TrainerProblem):
        folder_storage.get("../../etc/passwd")


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TrainerProblem) as problem:
        FolderStorage(tmp_path / "file").put("ann/a", b"")
    assert problem.value.code == "storage_unavailable"
    assert problem.value.retryable
