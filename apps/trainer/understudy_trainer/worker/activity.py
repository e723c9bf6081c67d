"""The activity `trainLoraAdapter`."""

import asyncio
import contextlib
import logging
from typing import Any

from pydantic import ValidationError
from temporalio import activity
from temporalio.client import Client
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from understudy_trainer.contract import ACTIVITY_NAME, TRAINING_ADVANCED_SIGNAL, LoraStep, TrainLoraInput
from understudy_trainer.environment import Environment
from understudy_trainer.worker.process_messages import Problem, Result, Stopped
from understudy_trainer.worker.training_process import TrainingProcess

logger = logging.getLogger(__name__)

_HEARTBEAT_SECONDS = 1.0
_SIGNAL_SECONDS = 2.0
_ATTEMPTS = {"internal_error": 8, "training_out_of_memory": 3}
"""How often something is tried at most where waiting would not help."""


class LoraActivities:
    """Activities of the queue `lora-training`, over what they need."""

    def __init__(self, client: Client, environment: Environment) -> None:
        self._client = client
        self._environment = environment

    @activity.defn(name=ACTIVITY_NAME)
    async def train_lora_adapter(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Train an adapter in a process of its own, from the newest checkpoint on.

        A heartbeat a second says how far it is. Cancelled, it stores a checkpoint first. A worker that shuts down
        stores one too, and gives the training back for another to go on with.
        """
        job = _parse(payload)
        info = activity.info()
        latest = LoraStep(phase="loading")

        def advance(step: LoraStep) -> None:
            nonlocal latest
            latest = step

        process = await TrainingProcess.start(job, info.attempt, advance)
        tasks = [
            asyncio.create_task(_beat(lambda: latest)),
            asyncio.create_task(self._tell_workflow(info, lambda: latest)),
        ]
        try:
            ending = await self._ended_or_stopped(process)
        finally:
            # Shielded by its own task: a cancellation must not interrupt the checkpoint that it asks for.
            await asyncio.shield(process.stop(self._environment.trainer_stop_grace_seconds))
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if isinstance(ending, Result):
            return ending.result.model_dump(mode="json", by_alias=True)
        raise _failure(ending, info.attempt)

    async def _ended_or_stopped(self, process: TrainingProcess) -> Result | Stopped | Problem:
        ended = asyncio.create_task(process.ended())
        shut_down = asyncio.create_task(activity.wait_for_worker_shutdown())
        try:
            await asyncio.wait([ended, shut_down], return_when=asyncio.FIRST_COMPLETED)
            if not ended.done():
                await process.stop(self._environment.trainer_stop_grace_seconds)
                return Stopped()
            return ended.result()
        finally:
            shut_down.cancel()

    async def _tell_workflow(self, info: activity.Info, latest: Any) -> None:
        """Signal each new percent, so that a training adds a few hundred events to its history at most."""
        assert info.workflow_id is not None
        workflow = self._client.get_workflow_handle(info.workflow_id, run_id=info.workflow_run_id)
        told: tuple[str, int] | None = None
        while True:
            step: LoraStep = latest()
            mark = (step.phase, 100 * step.step // max(1, step.total_steps))
            if mark != told:
                with contextlib.suppress(RPCError):
                    await workflow.signal(TRAINING_ADVANCED_SIGNAL, step.model_dump(mode="json", by_alias=True))
                    told = mark
            await asyncio.sleep(_SIGNAL_SECONDS)


async def _beat(latest: Any) -> None:
    while True:
        step: LoraStep = latest()
        activity.heartbeat(step.model_dump(mode="json", by_alias=True))
        await asyncio.sleep(_HEARTBEAT_SECONDS)


def _parse(payload: dict[str, Any]) -> TrainLoraInput:
    try:
        return TrainLoraInput.model_validate(payload)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        message = f"The training cannot be done as ordered: {faults}."
        raise ApplicationError(message, type="validation_failed", non_retryable=True) from None


def _failure(ending: Stopped | Problem, attempt: int) -> ApplicationError:
    if isinstance(ending, Stopped):
        message = "The trainer was shut down. Another one goes on from the newest checkpoint."
        return ApplicationError(message, type="worker_unavailable")
    final = not ending.retryable or attempt >= _ATTEMPTS.get(ending.code, attempt + 1)
    logger.warning("training failed: %s%s", ending.code, " for good" if final else "")
    return ApplicationError(ending.message, type=ending.code, non_retryable=final)
