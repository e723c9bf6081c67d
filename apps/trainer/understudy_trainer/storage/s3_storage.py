"""Object storage in a bucket of anything that speaks S3."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from understudy_trainer.problem import TrainerProblem

_MISSING = {"404", "NoSuchKey", "NotFound"}
_PRESENT = {"412", "PreconditionFailed", "ConditionalRequestConflict"}


class S3Storage:
    """Objects of one bucket. Requests that fail are tried six times before a problem is raised."""

    def __init__(
        self, *, bucket: str, region: str, endpoint: str | None, access_key_id: str, secret_access_key: str
    ) -> None:
        self._bucket = bucket
        self._client: Any = boto3.client(
            "s3",
            region_name=region,
            endpoint_url=endpoint,
            aws_access_key_id=access_key_id,
            aws_secret_access_key=secret_access_key,
            config=Config(
                retries={"mode": "standard", "max_attempts": 6},
                s3={"addressing_style": "path" if endpoint else "auto"},
                # Servers that only resemble S3 refuse the checksums that newer clients add by default.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def get(self, key: str) -> bytes:
        """Return the object's contents."""
        with _problems(key):
            contents: bytes = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            return contents

    def put(self, key: str, contents: bytes) -> None:
        """Store an object, over the one that may be there."""
        with _problems(key):
            self._client.put_object(Bucket=self._bucket, Key=key, Body=contents)

    def put_if_absent(self, key: str, contents: bytes) -> bool:
        """Store an object unless there is one; say whether it was stored."""
        with _problems(key):
            try:
                self._client.put_object(Bucket=self._bucket, Key=key, Body=contents, IfNoneMatch="*")
            except ClientError as error:
                if _code_of(error) in _PRESENT:
                    return False
                raise
            return True

    def upload(self, key: str, file: Path) -> None:
        """Store a file's contents, read piece by piece."""
        with _problems(key):
            self._client.upload_file(str(file), self._bucket, key)

    def download(self, key: str, file: Path) -> None:
        """Write an object's contents into a file, piece by piece."""
        with _problems(key):
            file.parent.mkdir(parents=True, exist_ok=True)
            self._client.download_file(self._bucket, key, str(file))

    def list(self, prefix: str) -> list[str]:
        """Return every key that starts with the prefix, sorted."""
        with _problems(prefix):
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
            return sorted(entry["Key"] for page in pages for entry in page.get("Contents", []))

    def delete(self, key: str) -> None:
        """Delete an object; one that is not there is no error."""
        with _problems(key):
            self._client.delete_object(Bucket=self._bucket, Key=key)


def _code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def _problems(key: str) -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        if isinstance(error, ClientError) and _code_of(error) in _MISSING:
            raise TrainerProblem("not_found", f"The object {key} is not there.") from error
        message = "The object storage cannot be reached or is full. Nothing was lost; it is tried again."
        raise TrainerProblem("storage_unavailable", message, retryable=True) from error
