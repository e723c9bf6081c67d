"""Ends a stream of pieces where a stop text begins."""

from collections.abc import Generator, Iterable


def until_stop_text(pieces: Iterable[str], stops: list[str]) -> Generator[str, None, bool]:
    """Pass pieces on up to the first stop text, which is left out; return whether there was one.

    What could be the beginning of a stop text is held back until the next piece tells.
    """
    held = ""
    for piece in pieces:
        held += piece
        found = [index for index in (held.find(stop) for stop in stops if stop) if index >= 0]
        if found:
            if held[: min(found)]:
                yield held[: min(found)]
            return True
        keep = max((_overlap(held, stop) for stop in stops), default=0)
        ready = held[: len(held) - keep]
        held = held[len(held) - keep :]
        if ready:
            yield ready
    if held:
        yield held
    return False


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of the text are the beginning of the stop text, but not all of it."""
    return next((size for size in range(min(len(text), len(stop) - 1), 0, -1) if text.endswith(stop[:size])), 0)
