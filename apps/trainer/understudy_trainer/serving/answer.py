"""One answer of a model, piece by piece."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import torch
from transformers import StoppingCriteria, StoppingCriteriaList, TextIteratorStreamer

from understudy_trainer.serving.model_pool import ModelPool, ReadyModel
from understudy_trainer.serving.openai_schema import ChatRequest, RequestProblem, Usage
from understudy_trainer.serving.stop_texts import until_stop_text

_DEFAULT_NEW_TOKENS = 1_024
_PIECE_SECONDS = 120.0


@dataclass(frozen=True)
class AnswerEnd:
    """How an answer ended; comes after its last piece."""

    finish_reason: Literal["stop", "length"]
    usage: Usage


class _Watch(StoppingCriteria):  # type: ignore[misc]
    """Counts tokens, and ends the answer when nobody listens any more."""

    def __init__(self, prompt_tokens: int) -> None:
        self._prompt_tokens = prompt_tokens
        self.new_tokens = 0
        self.is_over = threading.Event()

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        self.new_tokens = int(input_ids.shape[1]) - self._prompt_tokens
        return torch.full((input_ids.shape[0],), self.is_over.is_set(), device=input_ids.device)


def write_answer(pool: ModelPool, request: ChatRequest) -> Iterator[str | AnswerEnd]:
    """Give the pieces of an answer as they come, and its end. Raises RequestProblem before the first piece.

    Closing the iterator ends the work after the token that is under way.
    """
    with pool.using(request.model) as ready:
        prompt = _prompt(ready, request)
        limit = _token_limit(ready, request, prompt.shape[1])
        watch = _Watch(prompt.shape[1])
        streamer = TextIteratorStreamer(
            ready.tokenizer, skip_prompt=True, skip_special_tokens=True, timeout=_PIECE_SECONDS
        )
        faults: list[BaseException] = []
        work = threading.Thread(target=_generate, args=(ready, request, prompt, limit, watch, streamer, faults))
        work.start()
        try:
            stopped = yield from until_stop_text(streamer, request.stop_texts)
        finally:
            watch.is_over.set()
            work.join()
        if faults:
            raise faults[0]
        cut = watch.new_tokens >= limit and not stopped
        usage = Usage(prompt_tokens=int(prompt.shape[1]), completion_tokens=watch.new_tokens)
        yield AnswerEnd("length" if cut else "stop", usage)


def _generate(
    ready: ReadyModel,
    request: ChatRequest,
    prompt: Any,
    limit: int,
    watch: _Watch,
    streamer: TextIteratorStreamer,
    faults: list[BaseException],
) -> None:
    sampling: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    if request.temperature > 0:
        sampling = {"do_sample": True, "temperature": request.temperature, "top_p": request.top_p, "top_k": 0}
    if request.seed is not None:
        torch.manual_seed(request.seed)
    try:
        with torch.inference_mode():
            ready.model.generate(
                input_ids=prompt,
                attention_mask=torch.ones_like(prompt),
                max_new_tokens=limit,
                pad_token_id=ready.tokenizer.pad_token_id,
                stopping_criteria=StoppingCriteriaList([watch]),
                streamer=streamer,
                **sampling,
            )
    except BaseException as fault:
        faults.append(fault)
        streamer.end()


def _prompt(ready: ReadyModel, request: ChatRequest) -> Any:
    from jinja2 import TemplateError

    try:
        ids = ready.tokenizer.apply_chat_template(
            [message.for_template() for message in request.messages],
            add_generation_prompt=True,
            tokenize=True,
            return_dict=False,
            return_tensors="pt",
        )
    except TemplateError as error:
        message = f"The chat template of the model refuses the messages: {error}"
        raise RequestProblem(400, "invalid_messages", message) from error
    return ids.to(ready.model.device)


def _token_limit(ready: ReadyModel, request: ChatRequest, prompt_tokens: int) -> int:
    context = getattr(ready.model.config, "max_position_embeddings", None)
    room = _DEFAULT_NEW_TOKENS if context is None else context - prompt_tokens
    if room < 1:
        message = f"The messages have {prompt_tokens} tokens, and the model's context {context}."
        raise RequestProblem(400, "context_length_exceeded", message)
    return min(room, request.most_new_tokens or _DEFAULT_NEW_TOKENS)
