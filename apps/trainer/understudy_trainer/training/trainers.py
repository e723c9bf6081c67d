"""TRL's trainers, set up for a job: supervised, or direct preference optimisation."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import TrainerCallback
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

from understudy_trainer.contract import TrainLoraInput
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.base_model import compute_type
from understudy_trainer.training.rows import PreferenceRow, Rows, SupervisedRow
from understudy_trainer.training.tokenized_chat import tokenize_row
from understudy_trainer.training.training_plan import TrainingPlan, plan_training


@dataclass(frozen=True)
class PreparedTraining:
    """A trainer that is ready to train, and what is known before it does."""

    trainer: Any
    plan: TrainingPlan
    rows: int
    validation_rows: int
    trained_tokens: int


@dataclass(frozen=True)
class TrainingMaterial:
    """What a training is made of."""

    job: TrainLoraInput
    model: Any
    tokenizer: Any
    training_rows: Rows
    validation_rows: Rows | None
    folder: Path
    micro_batch_limit: int


def prepare_training(material: TrainingMaterial, callback: TrainerCallback) -> PreparedTraining:
    """Build the trainer of the job's method. Raises TrainerProblem for rows that cannot be used."""
    if material.job.method == "supervised":
        return _prepare_supervised(material, callback)
    return _prepare_preference(material, callback)


def _prepare_supervised(material: TrainingMaterial, callback: TrainerCallback) -> PreparedTraining:
    length = material.job.hyperparameters.max_length

    def tokenized(rows: Rows) -> Dataset:
        tokens = [
            part
            for row in rows
            if isinstance(row, SupervisedRow)
            for part in tokenize_row(row, material.tokenizer, length)
        ]
        if not tokens:
            message = f"No answer lies within the first {length} tokens of its row. Raise the maximum length."
            raise TrainerProblem("nothing_to_train_on", message)
        return Dataset.from_list([{"input_ids": part.input_ids, "labels": part.labels} for part in tokens])

    training = tokenized(material.training_rows)
    validation = None if material.validation_rows is None else tokenized(material.validation_rows)
    plan = _plan(material, len(training))
    trainer = SFTTrainer(
        model=material.model,
        args=SFTConfig(max_length=length, **_arguments(material, plan, validation is not None)),
        train_dataset=training,
        eval_dataset=validation,
        processing_class=material.tokenizer,
        peft_config=_adapter(material.job),
        callbacks=[callback],
    )
    tokens = sum(len(ids) for ids in training["input_ids"]) * material.job.hyperparameters.epochs
    return PreparedTraining(trainer, plan, len(training), 0 if validation is None else len(validation), tokens)


def _prepare_preference(material: TrainingMaterial, callback: TrainerCallback) -> PreparedTraining:
    hyperparameters = material.job.hyperparameters

    def paired(rows: Rows) -> Dataset:
        return Dataset.from_list([_as_trl_row(row) for row in rows if isinstance(row, PreferenceRow)])

    training = paired(material.training_rows)
    validation = None if material.validation_rows is None else paired(material.validation_rows)
    plan = _plan(material, len(training))
    trainer = DPOTrainer(
        model=material.model,
        args=DPOConfig(
            beta=hyperparameters.beta,
            max_length=hyperparameters.max_length,
            **_arguments(material, plan, validation is not None),
        ),
        train_dataset=training,
        eval_dataset=validation,
        processing_class=material.tokenizer,
        peft_config=_adapter(material.job),
        callbacks=[callback],
    )
    # TRL leaves out pairs whose prompt alone fills the length.
    kept = trainer.train_dataset
    if len(kept) == 0:
        message = f"Every prompt is longer than {hyperparameters.max_length} tokens. Raise the maximum length."
        raise TrainerProblem("nothing_to_train_on", message)
    limit = hyperparameters.max_length
    tokens = sum(
        min(limit, len(row["prompt_ids"]) + len(row[answer]))
        for row in kept
        for answer in ("chosen_ids", "rejected_ids")
    )
    plan = _plan(material, len(kept))
    return PreparedTraining(
        trainer,
        plan,
        len(kept),
        0 if validation is None else len(validation),
        tokens * hyperparameters.epochs,
    )


def _as_trl_row(row: PreferenceRow) -> dict[str, Any]:
    """The row in TRL's conversational preference form."""
    converted: dict[str, Any] = {
        "prompt": [message.for_template() for message in row.prompt],
        "chosen": [message.for_template() for message in row.chosen],
        "rejected": [message.for_template() for message in row.rejected],
    }
    # As a text: in a table, the definitions of all rows would have to have the same fields.
    return {**converted, "tools": None if row.tools is None else json.dumps(row.tools)}


def _plan(material: TrainingMaterial, rows: int) -> TrainingPlan:
    return plan_training(rows, material.job.hyperparameters, material.micro_batch_limit)


def _adapter(job: TrainLoraInput) -> LoraConfig:
    """An adapter on every linear layer but the last (Dettmers et al., QLoRA, 2023: all layers are needed)."""
    return LoraConfig(
        r=job.hyperparameters.rank,
        lora_alpha=job.hyperparameters.alpha,
        lora_dropout=job.hyperparameters.dropout,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )


def _arguments(material: TrainingMaterial, plan: TrainingPlan, validates: bool) -> dict[str, Any]:
    hyperparameters = material.job.hyperparameters
    on_gpu = torch.cuda.is_available()
    return {
        "output_dir": str(material.folder),
        "num_train_epochs": hyperparameters.epochs,
        "per_device_train_batch_size": plan.micro_batch_size,
        "per_device_eval_batch_size": plan.micro_batch_size,
        "gradient_accumulation_steps": plan.accumulation,
        # Trades a fifth of the speed for most of the memory of activations; a CPU has the memory.
        "gradient_checkpointing": on_gpu,
        "learning_rate": hyperparameters.learning_rate,
        "seed": material.job.seed,
        "data_seed": material.job.seed,
        "bf16": on_gpu and compute_type() == torch.bfloat16,
        "fp16": on_gpu and compute_type() == torch.float16,
        "logging_steps": plan.log_every_steps,
        "logging_first_step": True,
        # A loss that is not a number shall be seen, not left out of the mean.
        "logging_nan_inf_filter": False,
        "save_strategy": "steps",
        "save_steps": material.job.checkpoint_every_steps,
        "save_total_limit": 1,
        "eval_strategy": "epoch" if validates else "no",
        "dataloader_pin_memory": on_gpu,
        "report_to": "none",
        "disable_tqdm": True,
    }
