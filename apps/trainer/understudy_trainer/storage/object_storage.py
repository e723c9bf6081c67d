"""What the trainer needs of an object storage."""

from pathlib import Path
from typing import Protocol


class ObjectStorage(Protocol):
    """Private objects under keys such as `<user>/<job>/train.jsonl`.

    An object appears whole or not at all. Methods raise TrainerProblem: `not_found`, or `storage_unavailable`, which
    may be tried again.
    """

    def get(self, key: str) -> bytes:
        """Return the object's contents."""
        ...

    def put(self, key: str, contents: bytes) -> None:
        """Store an object, over the one that may be there."""
        ...

    def put_if_absent(self, key: str, contents: bytes) -> bool:
        """Store an object unless there is one; say whether it was stored."""
        ...

    def upload(self, key: str, file: Path) -> None:
        """Store a file's contents, read piece by piece."""
        ...

    def download(self, key: str, file: Path) -> None:
        """Write an object's contents into a file, piece by piece."""
        ...

    def list(self, prefix: str) -> list[str]:
        """Return every key that starts with the prefix, sorted."""
        ...

    def delete(self, key: str) -> None:
        """Delete an object; one that is not there is no error."""
        ...
