"""A stop text ends a stream wherever its pieces are cut."""

import pytest

from understudy_trainer.serving.stop_texts import until_stop_text


def read(pieces: list[str], stops: list[str]) -> str:
    return "".join(until_stop_text(pieces, stops))


@pytest.mark.parametrize("pieces", [["one STOP two"], ["one S", "TO", "P two"], list("one STOP two")])
def test_it_ends_before_the_stop_text(pieces: list[str]) -> None:
    assert read(pieces, ["END", "STOP"]) == "one "


def test_what_only_looked_like_a_stop_text_is_given() -> None:
    assert read(["one ST", "ART two ST"], ["STOP"]) == "one START two ST"


def test_pieces_come_at_once_where_nothing_can_follow() -> None:
    stream = until_stop_text(iter(["one ", "two"]), ["STOP"])
    assert next(stream) == "one "
