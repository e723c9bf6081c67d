"""Events of a training in object storage, for the TypeScript side to read as they come."""

import json
import time
from collections.abc import Callable
from typing import Any, Literal

from understudy_trainer.object_keys import events_key, number_of_events_key
from understudy_trainer.storage.object_storage import ObjectStorage

Level = Literal["info", "warn", "error"]


class EventLog:
    """Collects events and writes them every two seconds as one object, numbered from 1 without a gap.

    Objects never change. An attempt that was given up may still write beside the one that took over: each takes the
    next free number, so neither overwrites the other.
    """

    def __init__(
        self,
        storage: ObjectStorage,
        output_prefix: str,
        *,
        attempt: int,
        clock: Callable[[], float] = time.time,
        interval: float = 2.0,
    ) -> None:
        self._storage = storage
        self._prefix = output_prefix
        self._clock = clock
        self._interval = interval
        self._pending: list[dict[str, Any]] = []
        self._written_at = clock()
        self._messages = 0
        keys = storage.list(f"{output_prefix}/events/")
        self._next_number = 1 + max(map(number_of_events_key, keys), default=0)
        # Attempts are counted anew after a pause and for a retry, but never begin at the same place.
        self._source = f"{self._next_number}-{attempt}"

    def message(self, message: str, *, level: Level = "info", event_id: str | None = None) -> None:
        """Note a sentence. It must hold no text out of the rows."""
        self._messages += 1
        self._add(event_id or f"message-{self._source}-{self._messages}", level, "message", message, {})

    def metrics(self, step: int, total_steps: int, **numbers: float | None) -> None:
        """Note the numbers of a step: `train_loss` or `valid_loss`, `epoch`, `learning_rate`.

        Its ID is that of the step, so that a step which is trained again after a crash is not a second event.
        """
        kind = "valid" if numbers.get("valid_loss") is not None else "train"
        loss = numbers.get(f"{kind}_loss")
        said = "not a number" if loss is None else f"{loss:.4f}"
        what = "validation loss" if kind == "valid" else "training loss"
        data = {"step": step, "total_steps": total_steps, **numbers}
        self._add(f"{kind}-{step}", "info", "metrics", f"Step {step} of {total_steps}: {what} {said}", data)

    def flush(self) -> None:
        """Write what is pending."""
        if not self._pending:
            return
        contents = json.dumps({"events": self._pending}, allow_nan=False).encode()
        while not self._storage.put_if_absent(events_key(self._prefix, self._next_number), contents):
            self._next_number += 1
        self._next_number += 1
        self._pending = []
        self._written_at = self._clock()

    def _add(self, event_id: str, level: Level, kind: str, message: str, data: dict[str, Any]) -> None:
        now = self._clock()
        self._pending.append(
            {
                "id": event_id,
                "created_at": round(now, 3),
                "level": level,
                "type": kind,
                "message": message,
                "data": data,
            }
        )
        if now - self._written_at >= self._interval:
            self.flush()
