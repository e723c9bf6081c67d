"""Rows of a training file, read strictly: every bad line is named by its number."""

import json
from dataclasses import dataclass
from typing import Any

from understudy_trainer.contract import Method
from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.messages import Message, RowFault, read_messages, read_tools

_FAULTS_NAMED = 20


@dataclass(frozen=True)
class SupervisedRow:
    """A conversation, of which the assistant's turns are learned."""

    line: int
    messages: list[Message]
    tools: list[dict[str, Any]] | None


@dataclass(frozen=True)
class PreferenceRow:
    """A conversation so far, a preferred answer and another one."""

    line: int
    prompt: list[Message]
    chosen: list[Message]
    rejected: list[Message]
    tools: list[dict[str, Any]] | None


Rows = list[SupervisedRow] | list[PreferenceRow]


def read_supervised_rows(contents: bytes) -> list[SupervisedRow]:
    """Parse JSON lines of `{messages, tools?}`.

    Raises TrainerProblem `validation_failed` naming the first 20 bad lines, or `nothing_to_train_on`.
    """
    return _read_lines(contents, _supervised_row)


def read_preference_rows(contents: bytes) -> list[PreferenceRow]:
    """Parse JSON lines: OpenAI's `{input, preferred_output, non_preferred_output}`, or TRL's.

    TRL's rows are `{prompt, chosen, rejected, tools?}`.

    Raises TrainerProblem `validation_failed` naming the first 20 bad lines, or `nothing_to_train_on`.
    """
    return _read_lines(contents, _preference_row)


def read_rows(contents: bytes, method: Method) -> Rows:
    """Parse the rows that a method learns from."""
    return read_supervised_rows(contents) if method == "supervised" else read_preference_rows(contents)


def _read_lines(contents: bytes, read: Any) -> list[Any]:
    rows: list[Any] = []
    faults: list[str] = []
    for number, line in enumerate(contents.splitlines(), start=1):
        if line.strip() == b"":
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise RowFault("is not a JSON object")
            rows.append(read(number, row))
        except (json.JSONDecodeError, UnicodeDecodeError):
            faults.append(f"line {number} is not JSON")
        except RowFault as fault:
            faults.append(f"line {number} {fault}")
    if faults:
        more = f", and {len(faults) - _FAULTS_NAMED} more" if len(faults) > _FAULTS_NAMED else ""
        named = "; ".join(faults[:_FAULTS_NAMED])
        raise TrainerProblem("validation_failed", f"The training data cannot be used: {named}{more}.")
    if not rows:
        raise TrainerProblem("nothing_to_train_on", "The training file has no rows.")
    return rows


def _supervised_row(line: int, row: dict[str, Any]) -> SupervisedRow:
    messages = read_messages(row.get("messages"), "messages")
    if not any(message.learned for message in messages):
        raise RowFault("has no message of the assistant to learn from")
    return SupervisedRow(line, messages, read_tools(row.get("tools")))


def _preference_row(line: int, row: dict[str, Any]) -> PreferenceRow:
    if "input" in row:
        given = row["input"]
        if not isinstance(given, dict):
            raise RowFault("has an input that is not an object")
        prompt, tools = given.get("messages"), given.get("tools")
        chosen, rejected = row.get("preferred_output"), row.get("non_preferred_output")
    else:
        prompt, tools = row.get("prompt"), row.get("tools")
        chosen, rejected = row.get("chosen"), row.get("rejected")
    pair = PreferenceRow(
        line,
        read_messages(prompt, "prompt"),
        read_messages(chosen, "preferred answer"),
        read_messages(rejected, "other answer"),
        read_tools(tools),
    )
    if pair.chosen == pair.rejected:
        raise RowFault("prefers an answer to itself")
    return pair
