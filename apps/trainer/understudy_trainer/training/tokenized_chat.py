"""Conversations as tokens, with labels on what the assistant says and nowhere else.

Found by rendering the conversation up to each answer with the model's own chat template, so it works with every
template; TRL's own way needs templates that mark what the assistant says, and few do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.messages import Message
from understudy_trainer.training.rows import SupervisedRow

NOT_LEARNED = -100
"""The label that PyTorch's cross entropy leaves out."""

_BOUNDARY_TOKENS = 2
"""Tokens by which the end of a turn may differ when another follows: a line break may merge with what comes next."""


class ChatTokenizer(Protocol):
    """What is needed of a tokenizer of transformers."""

    def apply_chat_template(self, conversation: list[dict[str, Any]], **options: Any) -> Any:
        """Render a conversation as tokens."""
        ...


@dataclass(frozen=True)
class TokenizedRow:
    """Tokens of a conversation; a label is the token itself where it is learned, else NOT_LEARNED."""

    input_ids: list[int]
    labels: list[int]


def tokenize_row(row: SupervisedRow, tokenizer: ChatTokenizer, max_length: int) -> list[TokenizedRow]:
    """Tokenize a conversation, cut at `max_length` tokens.

    Usually gives one row. An answer that the template renders differently once others follow (reasoning models drop
    the thinking of earlier turns) becomes a row of its own, as it was when it was given. A row of which nothing that
    is learned fits is left out.

    Raises TrainerProblem `validation_failed` where the template refuses the conversation.
    """
    whole = _render(row, row.messages, tokenizer)
    labels = [NOT_LEARNED] * len(whole)
    alone: list[TokenizedRow] = []
    for index, message in enumerate(row.messages):
        if not message.learned:
            continue
        before = _render(row, row.messages[:index], tokenizer, add_generation_prompt=True) if index else []
        after = _render(row, row.messages[: index + 1], tokenizer)
        start = common_prefix_length(before, after)
        end = common_prefix_length(after, whole)
        if end > start and len(after) - end <= _BOUNDARY_TOKENS:
            labels[start:end] = whole[start:end]
        else:
            alone.append(TokenizedRow(after, [NOT_LEARNED] * start + after[start:]))
    rows = [TokenizedRow(whole, labels), *alone]
    cut = [TokenizedRow(each.input_ids[:max_length], each.labels[:max_length]) for each in rows]
    return [each for each in cut if any(label != NOT_LEARNED for label in each.labels)]


def common_prefix_length(left: Sequence[int], right: Sequence[int]) -> int:
    """How many items two sequences begin with alike."""
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


def _render(
    row: SupervisedRow,
    messages: list[Message],
    tokenizer: ChatTokenizer,
    *,
    add_generation_prompt: bool = False,
) -> list[int]:
    # Imported by transformers too: its templates are Jinja's.
    from jinja2 import TemplateError

    try:
        ids = tokenizer.apply_chat_template(
            [message.for_template() for message in messages],
            tools=row.tools,
            add_generation_prompt=add_generation_prompt,
            tokenize=True,
            return_dict=False,
        )
    except TemplateError as error:
        message = f"The chat template of the model refuses the conversation on line {row.line}: {error}"
        raise TrainerProblem("validation_failed", message) from error
    return list(ids)
