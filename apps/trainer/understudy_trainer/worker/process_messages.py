"""What the worker and the process of a training say to each other, one line of JSON each."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from understudy_trainer.contract import LoraStep, TrainLoraInput, TrainLoraResult
from understudy_trainer.problem import ProblemCode


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True)


class Order(_Message):
    """What to train; the first line that a process reads."""

    job: TrainLoraInput
    attempt: int


class Progress(_Message):
    """How far the training is."""

    kind: Literal["progress"] = "progress"
    step: LoraStep


class Result(_Message):
    """The adapter is stored."""

    kind: Literal["result"] = "result"
    result: TrainLoraResult


class Stopped(_Message):
    """It was asked to stop, and has."""

    kind: Literal["stopped"] = "stopped"


class Problem(_Message):
    """It failed."""

    kind: Literal["problem"] = "problem"
    code: ProblemCode
    message: str
    retryable: bool


TrainingMessage = Progress | Result | Stopped | Problem
training_message: TypeAdapter[TrainingMessage] = TypeAdapter(
    Annotated[Progress | Result | Stopped | Problem, Field(discriminator="kind")]
)
