"""Base models and their tokenizers, loaded in the form that this machine computes best with."""

import os
from pathlib import Path
from typing import Any

import torch
from huggingface_hub.errors import GatedRepoError, LocalEntryNotFoundError, RepositoryNotFoundError
from transformers import AutoModelForCausalLM, AutoTokenizer

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.locate_model import model_unavailable

DEFAULT_TEMPLATE = Path(__file__).with_name("default_chat_template.jinja")


def load_tokenizer(name: str, location: str) -> Any:
    """Load a model's tokenizer; one without a chat template gets a plain one. Raises TrainerProblem."""
    tokenizer = _loaded(name, lambda: AutoTokenizer.from_pretrained(location))
    if tokenizer.eos_token is None:
        raise model_unavailable(name, "its tokenizer has no token for the end of a text")
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    if tokenizer.chat_template is None:
        tokenizer.chat_template = DEFAULT_TEMPLATE.read_text()
    return tokenizer


def load_model(name: str, location: str) -> Any:
    """Load a model in the form of numbers that this machine computes best with. Raises TrainerProblem."""
    return _loaded(name, lambda: AutoModelForCausalLM.from_pretrained(location, dtype=compute_type()))


def compute_type() -> torch.dtype:
    """16 bits on a GPU, by its better form; 32 bits on a CPU, which is slower with fewer."""
    if not torch.cuda.is_available():
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16


def device_name() -> str:
    """The device that models are put on."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _loaded(name: str, load: Any) -> Any:
    """Code of a model is never run: `trust_remote_code` stays off, and weights are read as numbers only."""
    try:
        return load()
    except (OSError, ValueError, KeyError) as error:
        causes = _causes(error)
        if any(isinstance(cause, GatedRepoError) for cause in causes):
            raise model_unavailable(
                name, "its owner grants access one by one; set HF_TOKEN of an account that has it"
            ) from error
        if any(isinstance(cause, RepositoryNotFoundError) for cause in causes):
            raise model_unavailable(name, "there is no such model on the Hugging Face hub") from error
        if _is_connection_trouble(causes):
            message = f"The model {name} cannot be fetched from the hub now. It is tried again."
            raise TrainerProblem("provider_unavailable", message, retryable=True) from error
        raise model_unavailable(name, "it is not there, or is no language model that transformers can load") from error


def _is_connection_trouble(causes: list[BaseException]) -> bool:
    if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
        return False
    return any(isinstance(cause, ConnectionError | TimeoutError | LocalEntryNotFoundError) for cause in causes)


def _causes(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in causes:
        causes.append(current)
        current = current.__cause__ or current.__context__
    return causes
