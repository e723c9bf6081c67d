"""What several tests use."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from understudy_trainer.contract import TrainLoraInput
from understudy_trainer.storage.folder_storage import FolderStorage
from understudy_trainer.storage.object_storage import ObjectStorage
from understudy_trainer.storage.s3_storage import S3Storage

ORDER: dict[str, Any] = {
    "jobId": "0198a000-0000-7000-8000-000000000001",
    "userId": "ann",
    "baseModel": "Qwen/Qwen3-0.6B",
    "method": "supervised",
    "trainingKey": "ann/job/train.jsonl",
    "validationKey": None,
    "outputPrefix": "ann/job/lora",
    "hyperparameters": {
        "epochs": 3,
        "batchSize": 8,
        "learningRate": 2e-4,
        "rank": 16,
        "alpha": 32,
        "dropout": 0.05,
        "maxLength": 1024,
    },
    "seed": 7,
    "checkpointEverySteps": 50,
}


@pytest.fixture
def make_job() -> Callable[..., TrainLoraInput]:
    return lambda **changes: TrainLoraInput.model_validate({**ORDER, **changes})


@pytest.fixture
def folder_storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "storage")


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStorage]:
    """Both kinds of object storage; S3 is moto's, in this process."""
    if request.param == "folder":
        yield FolderStorage(tmp_path / "storage")
        return
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    with mock_aws():
        credentials = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
        boto3.client("s3", region_name="us-east-1", **credentials).create_bucket(Bucket="bucket")
        yield S3Storage(
            bucket="bucket", region="us-east-1", endpoint=None, access_key_id="key", secret_access_key="secret"
        )
