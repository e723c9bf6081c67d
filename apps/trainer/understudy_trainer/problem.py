"""What can go wrong, under the stable codes of libs/domain/src/errors/problem-code.ts."""

from typing import Literal

ProblemCode = Literal[
    "internal_error",
    "nothing_to_train_on",
    "not_found",
    "provider_model_unavailable",
    "provider_unavailable",
    "storage_unavailable",
    "training_diverged",
    "training_out_of_memory",
    "validation_failed",
    "worker_unavailable",
]


class TrainerProblem(Exception):
    """An error with a stable code and a sentence for the person who has to act on it.

    The sentence holds no text out of the rows: it is shown to operators and kept in Temporal's history.

    `retryable` says whether the same training may succeed later without anybody changing anything.
    """

    def __init__(self, code: ProblemCode, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.code: ProblemCode = code
        self.message = message
        self.retryable = retryable
