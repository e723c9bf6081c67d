"""The environment, read and checked once. README.md lists what each variable means."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from understudy_trainer.storage.folder_storage import FolderStorage
from understudy_trainer.storage.object_storage import ObjectStorage


class Environment(BaseModel):
    """Settings of the worker, of its trainings and of the server."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    storage_folder: Path | None = None
    s3_bucket: str | None = None
    s3_region: str = "us-east-1"
    s3_endpoint: str | None = None
    s3_access_key_id: str | None = None
    s3_secret_access_key: str | None = None

    trainer_models_folder: Path | None = None
    trainer_allowed_models: str = "*"
    trainer_work_folder: Path | None = None
    trainer_slots: int = Field(default=1, ge=1, le=64)
    trainer_micro_batch_size: int = Field(default=8, ge=1, le=256)
    trainer_stop_grace_seconds: float = Field(default=20, gt=0, le=600)

    trainer_serve_host: str = "127.0.0.1"
    trainer_serve_port: int = Field(default=8085, ge=1, le=65_535)
    trainer_api_key: str | None = Field(default=None, min_length=8)
    trainer_loaded_models: int = Field(default=1, ge=1, le=16)
    trainer_loaded_adapters: int = Field(default=8, ge=1, le=256)

    @model_validator(mode="after")
    def _storage_is_complete(self) -> Self:
        if self.s3_bucket is None and self.storage_folder is None:
            raise ValueError("set STORAGE_FOLDER or S3_BUCKET")
        if self.s3_bucket and not (self.s3_access_key_id and self.s3_secret_access_key):
            raise ValueError("S3_BUCKET is set, so S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too")
        return self

    def open_storage(self) -> ObjectStorage:
        """The object storage of the product: the same folder or bucket that the API and the worker use."""
        if self.s3_bucket is not None:
            # boto3 takes a second to import, and a folder needs none of it.
            from understudy_trainer.storage.s3_storage import S3Storage

            return S3Storage(
                bucket=self.s3_bucket,
                region=self.s3_region,
                endpoint=self.s3_endpoint,
                access_key_id=self.s3_access_key_id or "",
                secret_access_key=self.s3_secret_access_key or "",
            )
        assert self.storage_folder is not None
        return FolderStorage(self.storage_folder)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Parse the variables; one that is set to nothing counts as not set.

    Raises SystemExit with every fault, one a line.
    """
    given = {name.lower(): value for name, value in variables.items() if value != ""}
    known = {name: value for name, value in given.items() if name in Environment.model_fields}
    try:
        return Environment.model_validate(known)
    except ValidationError as error:
        faults = [f"  {'.'.join(map(str, fault['loc'])).upper()} {fault['msg']}" for fault in error.errors()]
        raise SystemExit("The environment of the trainer cannot be used:\n" + "\n".join(faults)) from None
