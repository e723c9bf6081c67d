"""Only what the assistant says is learned, whatever the chat template does."""

from typing import Any

import pytest
from jinja2 import TemplateError

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.training.messages import Message
from understudy_trainer.training.rows import SupervisedRow
from understudy_trainer.training.tokenized_chat import NOT_LEARNED, tokenize_row


class LetterTokenizer:
    """A token for each letter. Renders `u:hi|a:hello.|`."""

    forgets_thinking = False

    def apply_chat_template(self, conversation: list[dict[str, Any]], **options: Any) -> list[int]:
        if conversation[0]["role"] == "tool":
            raise TemplateError("a conversation begins with the user")
        text = ""
        for index, message in enumerate(conversation):
            content = message["content"]
            if self.forgets_thinking and index < len(conversation) - 1:
                content = content.replace("(hm)", "")
            text += f"{message['role'][0]}:{content}" + ("." if message["role"] == "assistant" else "") + "|"
        return [ord(letter) for letter in text + ("a:" if options.get("add_generation_prompt") else "")]


class ForgetfulTokenizer(LetterTokenizer):
    """Leaves the thinking of earlier turns out, as templates of reasoning models do."""

    forgets_thinking = True


def conversation(*messages: tuple[str, str, bool]) -> SupervisedRow:
    return SupervisedRow(1, [Message(role, content, learned) for role, content, learned in messages], None)


def text(tokens: list[int]) -> str:
    return "".join("_" if token == NOT_LEARNED else chr(token) for token in tokens)


TWO_ANSWERS = (("user", "hi", False), ("assistant", "hello", True), ("user", "so?", False), ("assistant", "fine", True))


def test_every_answer_is_learned_with_its_end_and_nothing_else() -> None:
    (row,) = tokenize_row(conversation(*TWO_ANSWERS), LetterTokenizer(), 100)
    assert text(row.input_ids) == "u:hi|a:hello.|u:so?|a:fine.|"
    assert text(row.labels) == "_______hello.|________fine.|"


def test_an_answer_of_weight_0_is_context() -> None:
    messages = (TWO_ANSWERS[0], ("assistant", "hello", False), *TWO_ANSWERS[2:])
    (row,) = tokenize_row(conversation(*messages), LetterTokenizer(), 100)
    assert text(row.labels) == "______________________fine.|"


def test_what_is_too_long_is_cut_and_left_out_where_nothing_is_left_to_learn() -> None:
    (row,) = tokenize_row(conversation(*TWO_ANSWERS), LetterTokenizer(), 10)
    assert text(row.labels) == "_______hel"
    assert tokenize_row(conversation(*TWO_ANSWERS), LetterTokenizer(), 7) == []


def test_an_answer_that_later_turns_render_differently_is_learned_as_it_was_given() -> None:
    messages = (TWO_ANSWERS[0], ("assistant", "(hm)hello", True), *TWO_ANSWERS[2:])
    whole, alone = tokenize_row(conversation(*messages), ForgetfulTokenizer(), 100)
    assert text(whole.input_ids) == "u:hi|a:hello.|u:so?|a:fine.|"
    assert text(whole.labels) == "______________________fine.|"
    assert text(alone.input_ids) == "u:hi|a:(hm)hello.|"
    assert text(alone.labels) == "_______(hm)hello.|"


def test_a_template_that_refuses_names_the_line() -> None:
    with pytest.raises(TrainerProblem, match="line 1: a conversation begins with the user"):
        tokenize_row(conversation(("tool", "", False), ("assistant", "hello", True)), LetterTokenizer(), 100)
