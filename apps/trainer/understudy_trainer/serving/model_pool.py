"""Models in memory: few base models, each with a few adapters, the least recently used leaving first."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.serving.adapters import MODEL_PREFIX, Adapter, AdapterStore
from understudy_trainer.serving.openai_schema import RequestProblem
from understudy_trainer.training.base_model import device_name, load_model, load_tokenizer
from understudy_trainer.training.locate_model import locate_model


@dataclass(frozen=True)
class ReadyModel:
    """A model that answers under the name that was asked for."""

    model: Any
    tokenizer: Any


@dataclass
class _LoadedBase:
    model: Any
    tokenizer: Any
    tokenizers: OrderedDict[str, Any] = field(default_factory=OrderedDict)
    """Of each adapter in memory, by job: an adapter is served with the chat template that it was trained with."""


class ModelPool:
    """Loads models on first use. One answer is written at a time: adapters of a model share its weights."""

    def __init__(
        self,
        adapters: AdapterStore,
        *,
        models_folder: Path | None,
        allowed_models: str,
        most_models: int,
        most_adapters: int,
    ) -> None:
        self._adapters = adapters
        self._models_folder = models_folder
        self._allowed_models = allowed_models
        self._most_models = most_models
        self._most_adapters = most_adapters
        self._bases: OrderedDict[str, _LoadedBase] = OrderedDict()
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """What is served: models of the folder and in memory, and every stored adapter."""
        found: set[str] = set()
        if self._models_folder is not None:
            configurations = self._models_folder.rglob("config.json")
            found = {path.parent.relative_to(self._models_folder).as_posix() for path in configurations}
        return sorted(found | set(self._bases)) + self._adapters.names()

    @contextmanager
    def using(self, name: str) -> Iterator[ReadyModel]:
        """Hold a model for one answer. Raises RequestProblem."""
        adapter = self._adapters.fetch(name) if name.startswith(MODEL_PREFIX) else None
        with self._lock:
            base = self._base(name if adapter is None else adapter.base_model)
            if adapter is not None:
                yield self._with_adapter(base, adapter)
                return
            plain = base.model.disable_adapter() if isinstance(base.model, PeftModel) else nullcontext()
            with plain:
                yield ReadyModel(base.model, base.tokenizer)

    def _base(self, name: str) -> _LoadedBase:
        base = self._bases.get(name)
        if base is None:
            while len(self._bases) >= self._most_models:
                self._bases.popitem(last=False)
                _give_memory_back()
            base = self._bases[name] = self._load_base(name)
        self._bases.move_to_end(name)
        return base

    def _load_base(self, name: str) -> _LoadedBase:
        try:
            location = locate_model(name, self._models_folder, self._allowed_models)
            model = load_model(name, location).to(device_name()).eval()
            return _LoadedBase(model, load_tokenizer(name, location))
        except TrainerProblem as problem:
            status = 503 if problem.retryable else 404
            raise RequestProblem(status, "model_not_found", problem.message) from problem

    def _with_adapter(self, base: _LoadedBase, adapter: Adapter) -> ReadyModel:
        job_id = adapter.job_id
        if job_id not in base.tokenizers:
            while len(base.tokenizers) >= self._most_adapters:
                oldest, _ = base.tokenizers.popitem(last=False)
                base.model.delete_adapter(oldest)
                _give_memory_back()
            folder = str(adapter.folder)
            if isinstance(base.model, PeftModel):
                base.model.load_adapter(folder, adapter_name=job_id)
            else:
                base.model = PeftModel.from_pretrained(base.model, folder, adapter_name=job_id).eval()
            base.tokenizers[job_id] = load_tokenizer(adapter.base_model, folder)
        base.tokenizers.move_to_end(job_id)
        base.model.set_adapter(job_id)
        return ReadyModel(base.model, base.tokenizers[job_id])


def _give_memory_back() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
