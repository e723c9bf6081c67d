"""The process of one training: `python -m understudy_trainer.training.train_process`.

It is apart from the worker so that a training can be ended at any moment, gives all its memory back, and takes nothing
else down when it runs out of it. The worker writes the order as the first line of standard input, `stop` as a later
one, and reads a message a line from standard output.
"""

import json
import logging
import os
import sys
import threading
from typing import IO

from understudy_trainer.environment import read_environment
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.run_training import run_training
from understudy_trainer.training.training_order import TrainingStopped
from understudy_trainer.worker.process_messages import (
    Order,
    Problem,
    Progress,
    Result,
    Stopped,
    TrainingMessage,
)

logger = logging.getLogger("understudy_trainer.training")


def main() -> None:
    """Do one training; the exit code is 0 where a message says how it ended."""
    # Libraries print; what the worker reads must be messages only.
    messages = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # Its warnings quote rows, which do not belong into a log.
    logging.getLogger("trl").setLevel(logging.ERROR)
    order = Order.model_validate_json(sys.stdin.readline())
    stop_requested = threading.Event()
    threading.Thread(target=_obey, args=(stop_requested,), daemon=True).start()
    ending = _train(order, messages, stop_requested)
    _send(messages, ending)
    # Without the seconds that torch takes to tidy up.
    os._exit(0)


def _obey(stop_requested: threading.Event) -> None:
    """Wait for `stop`. The end of the input is the end of the worker: nobody would hear of this training any more."""
    for line in sys.stdin:
        if line.strip() == "stop":
            stop_requested.set()
    os._exit(1)


def _train(order: Order, messages: IO[str], stop_requested: threading.Event) -> Result | Stopped | Problem:
    try:
        result = run_training(
            order.job,
            order.attempt,
            read_environment(os.environ),
            lambda step: _send(messages, Progress(step=step)),
            stop_requested,
        )
        return Result(result=result)
    except TrainingStopped:
        return Stopped()
    except TrainerProblem as problem:
        logger.warning("training failed: %s", problem.message, exc_info=problem.__cause__)
        return Problem(code=problem.code, message=problem.message, retryable=problem.retryable)
    except ImportError as error:
        logger.exception("a library is missing")
        message = f"The trainer is not set up completely: {error.name} is missing. Run `npm run trainer` again."
        return Problem(code="internal_error", message=message, retryable=True)
    except Exception:
        logger.exception("training failed unexpectedly")
        message = "The training failed unexpectedly. The log of the trainer says more."
        return Problem(code="internal_error", message=message, retryable=True)


def _send(messages: IO[str], message: TrainingMessage) -> None:
    messages.write(json.dumps(message.model_dump(mode="json")) + "\n")
    messages.flush()


if __name__ == "__main__":
    main()
