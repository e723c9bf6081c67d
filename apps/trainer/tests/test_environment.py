"""The environment is checked whole before anything starts."""

import pytest

from understudy_trainer.environment import read_environment


def test_a_folder_is_enough() -> None:
    environment = read_environment({"STORAGE_FOLDER": "/tmp/storage", "TRAINER_API_KEY": "", "PATH": "/bin"})
    assert environment.trainer_slots == 1
    assert environment.trainer_api_key is None


def test_every_fault_is_said() -> None:
    with pytest.raises(SystemExit) as fault:
        read_environment({"STORAGE_FOLDER": "/tmp", "TRAINER_SLOTS": "0", "TRAINER_SERVE_PORT": "x"})
    assert "TRAINER_SLOTS" in str(fault.value)
    assert "TRAINER_SERVE_PORT" in str(fault.value)


def test_a_bucket_needs_its_keys_and_they_are_not_shown() -> None:
    with pytest.raises(SystemExit) as fault:
        read_environment({"S3_BUCKET": "bucket", "S3_SECRET_ACCESS_KEY": "hidden-secret"})
    assert "S3_ACCESS_KEY_ID" in str(fault.value)
    assert "hidden-secret" not in str(fault.value)
