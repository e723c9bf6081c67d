"""The process of a training ends with its worker."""

import subprocess
import sys

from understudy_trainer.contract import TrainLoraInput
from understudy_trainer.worker.process_messages import Order

from .conftest import ORDER


def test_it_ends_when_the_worker_is_gone() -> None:
    order = Order(job=TrainLoraInput.model_validate(ORDER), attempt=1).model_dump_json()
    command = [sys.executable, "-m", "understudy_trainer.training.train_process"]
    # The end of the input is what a killed worker leaves.
    ended = subprocess.run(command, input=f"{order}\n".encode(), capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (1, b"")
