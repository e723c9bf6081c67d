"""Object storage in a private folder of this machine, laid out as the TypeScript side has it: the key is the path."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from understudy_trainer.problem import TrainerProblem

_TEMPORARY_PREFIX = ".writing-"


class FolderStorage:
    """Objects as files. A file is written beside its place and renamed, so that it is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def get(self, key: str) -> bytes:
        """Return the object's contents."""
        with _problems(key):
            return self._path(key).read_bytes()

    def put(self, key: str, contents: bytes) -> None:
        """Store an object, over the one that may be there."""
        with _problems(key), self._written(key) as temporary:
            temporary.write_bytes(contents)

    def put_if_absent(self, key: str, contents: bytes) -> bool:
        """Store an object unless there is one; say whether it was stored."""
        path = self._path(key)
        with _problems(key), _temporary_beside(path) as temporary:
            temporary.write_bytes(contents)
            try:
                # Unlike a rename, a link fails where there is a file already.
                os.link(temporary, path)
            except FileExistsError:
                return False
            return True

    def upload(self, key: str, file: Path) -> None:
        """Store a file's contents, read piece by piece."""
        with _problems(key), self._written(key) as temporary:
            shutil.copyfile(file, temporary)

    def download(self, key: str, file: Path) -> None:
        """Write an object's contents into a file, piece by piece."""
        with _problems(key):
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._path(key), file)

    def list(self, prefix: str) -> list[str]:
        """Return every key that starts with the prefix, sorted."""
        start = self._path(prefix.rpartition("/")[0]) if "/" in prefix else self._folder
        with _problems(prefix):
            keys = [
                path.relative_to(self._folder).as_posix()
                for path in start.rglob("*")
                if path.is_file() and not path.name.startswith(_TEMPORARY_PREFIX)
            ]
        return sorted(key for key in keys if key.startswith(prefix))

    def delete(self, key: str) -> None:
        """Delete an object; one that is not there is no error."""
        with _problems(key):
            self._path(key).unlink(missing_ok=True)

    @contextmanager
    def _written(self, key: str) -> Iterator[Path]:
        path = self._path(key)
        with _temporary_beside(path) as temporary:
            yield temporary
            temporary.replace(path)

    def _path(self, key: str) -> Path:
        path = (self._folder / key).resolve()
        if not path.is_relative_to(self._folder):
            raise TrainerProblem("not_found", f"The key {key} leads out of the object storage.")
        return path


@contextmanager
def _temporary_beside(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_TEMPORARY_PREFIX, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _problems(key: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise TrainerProblem("not_found", f"The object {key} is not there.") from error
    except OSError as error:
        message = "The object storage cannot be written or read. Nothing was lost; it is tried again."
        raise TrainerProblem("storage_unavailable", message, retryable=True) from error
