"""The worker process: connects, and serves the queue `lora-training` until it is told to stop."""

import asyncio
import logging
import signal
from datetime import timedelta

from temporalio.client import Client
from temporalio.envconfig import ClientConfig
from temporalio.worker import Worker

from understudy_trainer.contract import TASK_QUEUE
from understudy_trainer.environment import Environment
from understudy_trainer.worker.activity import LoraActivities

logger = logging.getLogger(__name__)

_RECONNECT_SECONDS = 3.0


async def run_worker(environment: Environment) -> None:
    """Serve until SIGINT or SIGTERM; what is under way stores a checkpoint and is given back."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    client = await _connect(stop)
    if client is None:
        return
    worker = Worker(
        client,
        task_queue=TASK_QUEUE,
        activities=[LoraActivities(client, environment).train_lora_adapter],
        max_concurrent_activities=environment.trainer_slots,
        # Cancellations come back with heartbeats, which must not be held back for longer than they are sent.
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
        graceful_shutdown_timeout=timedelta(seconds=environment.trainer_stop_grace_seconds + 10),
    )
    async with worker:
        logger.info("ready: serving %s with %d slot(s)", TASK_QUEUE, environment.trainer_slots)
        await stop.wait()
        logger.info("shutting down")


async def _connect(stop: asyncio.Event) -> Client | None:
    """Connect by Temporal's own environment variables, such as TEMPORAL_ADDRESS; try for as long as needed."""
    config = ClientConfig.load_client_connect_config()
    address = config.setdefault("target_host", "127.0.0.1:7233")
    is_told = False
    while not stop.is_set():
        try:
            return await Client.connect(**config)
        except RuntimeError as error:
            # Its causes are long and always the same: a server that is not there yet needs to be told of once.
            logger.log(
                logging.DEBUG if is_told else logging.WARNING,
                "Temporal at %s does not answer; it is tried again every %d s. Start it, by `npm start` for instance, "
                "or set TEMPORAL_ADDRESS. (%s)",
                address,
                _RECONNECT_SECONDS,
                str(error).split(":", 1)[0],
            )
            is_told = True
            await asyncio.wait([asyncio.create_task(stop.wait())], timeout=_RECONNECT_SECONDS)
    return None
