"""Rows are read strictly, and what is wrong is said by line."""

import json
from typing import Any

import pytest

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.rows import read_preference_rows, read_supervised_rows

USER = {"role": "user", "content": "hi"}
ANSWER = {"role": "assistant", "content": "hello"}


def lines(*rows: Any) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def test_the_assistant_is_learned_unless_its_weight_is_0() -> None:
    unlearned = {**ANSWER, "weight": 0}
    (row,) = read_supervised_rows(lines({"messages": [USER, unlearned, USER, ANSWER]}))
    assert [message.learned for message in row.messages] == [False, False, False, True]


def test_arguments_of_tool_calls_become_objects() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "weather", "arguments": '{"city": "Ulm"}'}}
    said = {"role": "assistant", "content": None, "tool_calls": [call]}
    (row,) = read_supervised_rows(lines({"messages": [USER, said], "tools": '[{"type": "function"}]'}))
    assert row.messages[1].for_template()["tool_calls"][0]["function"]["arguments"] == {"city": "Ulm"}
    assert row.tools == [{"type": "function"}]


def test_texts_in_parts_are_joined() -> None:
    parts = [{"type": "text", "text": "hel"}, {"type": "text", "text": "lo"}]
    (row,) = read_supervised_rows(lines({"messages": [USER, {**ANSWER, "content": parts}]}))
    assert row.messages[1].content == "hello"


def test_preferences_are_read_in_both_forms() -> None:
    other = {"role": "assistant", "content": "Good day."}
    openai = {"input": {"messages": [USER]}, "preferred_output": [ANSWER], "non_preferred_output": [other]}
    trl = {"prompt": [USER], "chosen": [ANSWER], "rejected": [other]}
    first, second = read_preference_rows(lines(openai, trl))
    assert (first.prompt, first.chosen, first.rejected) == (second.prompt, second.chosen, second.rejected)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{", "line 2 is not JSON"),
        ("[]", "line 2 is not a JSON object"),
        ({"messages": []}, "line 2 has no messages"),
        ({"messages": [USER]}, "line 2 has no message of the assistant"),
        ({"messages": [{"role": "robot", "content": ""}]}, "line 2 has a message of an unknown role"),
        ({"messages": [USER, {"role": "assistant"}]}, "line 2 has a message without content"),
        ({"messages": [USER, {**ANSWER, "weight": 2}]}, "line 2 has a weight"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}, ANSWER]}, "picture"),
    ],
)
def test_a_bad_line_is_named_without_its_text(row: Any, fault: str) -> None:
    with pytest.raises(TrainerProblem, match=fault) as problem:
        read_supervised_rows(lines({"messages": [USER, ANSWER]}, row))
    assert problem.value.code == "validation_failed"
    assert "hello" not in problem.value.message


def test_twenty_bad_lines_are_named_and_the_rest_counted() -> None:
    with pytest.raises(TrainerProblem, match=r"line 20 is not JSON, and 5 more\.$"):
        read_supervised_rows(lines(*["{"] * 25))


def test_a_file_without_rows_is_nothing_to_train_on() -> None:
    with pytest.raises(TrainerProblem) as problem:
        read_supervised_rows(b"\n\n")
    assert problem.value.code == "nothing_to_train_on"


def test_an_answer_is_not_preferred_to_itself() -> None:
    with pytest.raises(TrainerProblem, match="prefers an answer to itself"):
        read_preference_rows(lines({"prompt": [USER], "chosen": [ANSWER], "rejected": [ANSWER]}))
