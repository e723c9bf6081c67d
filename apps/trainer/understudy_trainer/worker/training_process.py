"""The process of a training, as the worker sees it."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable

from pydantic import ValidationError

from understudy_trainer.contract import LoraStep, TrainLoraInput
from understudy_trainer.worker.process_messages import (
    Order,
    Problem,
    Progress,
    Result,
    Stopped,
    training_message,
)

logger = logging.getLogger(__name__)

_MODULE = "understudy_trainer.training.train_process"
_MOST_LINE_BYTES = 2**20


class TrainingProcess:
    """Starts a process, hears how far it is and how it ended, and stops it."""

    def __init__(self, process: asyncio.subprocess.Process, on_progress: Callable[[LoraStep], None]) -> None:
        self._process = process
        self._on_progress = on_progress
        self._has_begun = False
        self._ending: Result | Stopped | Problem | None = None

    @classmethod
    async def start(
        cls, job: TrainLoraInput, attempt: int, on_progress: Callable[[LoraStep], None]
    ) -> "TrainingProcess":
        """Start a process that trains; `on_progress` is called for each step."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", _MODULE),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_MOST_LINE_BYTES,
            env={**os.environ, "TOKENIZERS_PARALLELISM": "false", "HF_HUB_DISABLE_TELEMETRY": "1"},
            # Ctrl-C in a terminal is for the worker, which then asks the training to stop.
            start_new_session=True,
        )
        assert process.stdin is not None
        order = Order(job=job, attempt=attempt).model_dump_json()
        process.stdin.write(f"{order}\n".encode())
        await process.stdin.drain()
        return cls(process, on_progress)

    async def ended(self) -> Result | Stopped | Problem:
        """Wait for the end."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            try:
                message = training_message.validate_json(line)
            except ValidationError:
                logger.warning("the training wrote a line that is no message")
                continue
            if isinstance(message, Progress):
                self._has_begun = self._has_begun or message.step.phase == "training"
                self._on_progress(message.step)
            else:
                self._ending = message
        code = await self._process.wait()
        return self._ending or _problem_of_exit(code)

    async def stop(self, grace_seconds: float) -> None:
        """Ask it to store a checkpoint and stop; kill it when the time is over, or when it has not begun to train."""
        if self._process.returncode is not None:
            return
        if self._has_begun and await self._stops_within(grace_seconds):
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def _stops_within(self, seconds: float) -> bool:
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError, TimeoutError):
            self._process.stdin.write(b"stop\n")
            await self._process.stdin.drain()
            await asyncio.wait_for(self._process.wait(), seconds)
        return self._process.returncode is not None


def _problem_of_exit(code: int) -> Problem:
    """What an end without a message means. The kernel ends the largest process when memory runs out."""
    if code == -signal.SIGKILL:
        message = (
            "The process of the training was killed, most likely because the machine ran out of memory. Choose a "
            "smaller maximum length or base model, or let a machine with more memory join."
        )
        return Problem(code="training_out_of_memory", message=message, retryable=True)
    message = f"The process of the training ended unexpectedly ({code}). The log of the trainer says more."
    return Problem(code="internal_error", message=message, retryable=True)
