"""Where base models are: in the trainer's folder of models, or on the Hugging Face hub."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

from understudy_trainer.problem import TrainerProblem

_HUB_NAME = re.compile(r"^[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9][\w.-]{0,95})?$", re.ASCII)


def locate_model(name: str, models_folder: Path | None, allowed: str) -> str:
    """Where a model is: a folder below `models_folder`, or the name on the hub as it is.

    `allowed` is a list of patterns (`Qwen/*,tiny`). Raises TrainerProblem `provider_model_unavailable`.
    """
    if not any(fnmatchcase(name, pattern.strip()) for pattern in allowed.split(",")):
        raise model_unavailable(name, f"this trainer takes only {allowed} (TRAINER_ALLOWED_MODELS)")
    if models_folder is not None:
        folder = (models_folder / name).resolve()
        if folder.is_relative_to(models_folder.resolve()) and (folder / "config.json").is_file():
            return str(folder)
    if not _HUB_NAME.match(name):
        raise model_unavailable(name, "it is neither in the trainer's folder of models nor a name on the hub")
    return name


def model_unavailable(name: str, why: str) -> TrainerProblem:
    """The problem of a model that will not be there however often it is tried."""
    return TrainerProblem("provider_model_unavailable", f"The model {name} cannot be used: {why}.")
