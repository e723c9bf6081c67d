"""The contract with the TypeScript side, as libs/domain/src/lora has it.

Payloads of Temporal are JSON with names in camelCase; what is written into object storage is snake_case.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

TASK_QUEUE = "lora-training"
ACTIVITY_NAME = "trainLoraAdapter"
TRAINING_ADVANCED_SIGNAL = "trainingAdvanced"

Method = Literal["supervised", "dpo"]
Phase = Literal["loading", "training", "storing"]
ObjectKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9]((\.?[A-Za-z0-9/_-])*\.?[A-Za-z0-9])?$")]
JobId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]


class _Payload(BaseModel):
    """JSON in camelCase; whatever it does not know is refused."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )


class Hyperparameters(_Payload):
    """Every number that shapes a training. See `loraHyperparametersSchema`."""

    epochs: int = Field(ge=1, le=50)
    batch_size: int = Field(ge=1, le=256)
    learning_rate: float = Field(gt=0, le=1)
    beta: float = Field(default=0.1, gt=0, le=2)
    rank: int = Field(ge=1, le=256)
    alpha: float = Field(gt=0, le=1024)
    dropout: float = Field(ge=0, le=0.9)
    max_length: int = Field(ge=16, le=131_072)


class TrainLoraInput(_Payload):
    """Input of the activity: IDs and keys only. See `trainLoraInputSchema`."""

    job_id: JobId
    user_id: str = Field(min_length=1)
    base_model: str = Field(min_length=1, max_length=200)
    method: Method
    training_key: ObjectKey
    validation_key: ObjectKey | None
    output_prefix: ObjectKey
    hyperparameters: Hyperparameters
    seed: int = Field(ge=0, le=2_147_483_647)
    checkpoint_every_steps: int = Field(ge=1, le=100_000)


class TrainLoraResult(_Payload):
    """What a training ends with. See `trainLoraResultSchema`."""

    adapter_key: str
    steps: int
    train_loss: float | None
    valid_loss: float | None
    trained_tokens: int


class LoraStep(_Payload):
    """How far a training is: details of heartbeats and the argument of the signal. See `loraStepSchema`."""

    phase: Phase
    step: int = 0
    total_steps: int = 0
    epoch: float = 0
    loss: float | None = None
