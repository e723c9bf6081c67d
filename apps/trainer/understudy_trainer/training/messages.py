"""Messages of a row in OpenAI's chat form, brought into the form that chat templates take."""

import json
from dataclasses import dataclass
from typing import Any

_ROLES = {"system": "system", "developer": "system", "user": "user", "assistant": "assistant", "tool": "tool"}


class RowFault(Exception):
    """Why a row cannot be used; follows "line 7 …" and holds nothing of the row's text."""


@dataclass(frozen=True)
class Message:
    """One message, and whether it is learned: the assistant's are, unless their `weight` is 0."""

    role: str
    content: str
    learned: bool
    tool_calls: tuple[str, ...] = ()
    tool_call_id: str | None = None
    name: str | None = None

    def for_template(self) -> dict[str, Any]:
        """The message as a chat template takes it; arguments of tool calls are objects there."""
        message: dict[str, Any] = {"role": self.role, "content": self.content}
        if self.tool_calls:
            message["tool_calls"] = [json.loads(call) for call in self.tool_calls]
        if self.tool_call_id is not None:
            message["tool_call_id"] = self.tool_call_id
        if self.name is not None:
            message["name"] = self.name
        return message


def read_messages(value: Any, what: str) -> list[Message]:
    """Parse a list of messages. Raises RowFault."""
    if not isinstance(value, list) or not value:
        raise RowFault(f"has no {what}")
    return [_read_message(message) for message in value]


def read_tools(value: Any) -> list[dict[str, Any]] | None:
    """Parse the definitions of tools; TRL's files carry them as a JSON text. Raises RowFault."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            raise RowFault("has tools that are not JSON") from None
    if value is None or value == []:
        return None
    if not isinstance(value, list) or not all(isinstance(tool, dict) for tool in value):
        raise RowFault("has tools that are not a list of objects")
    return value


def _read_message(value: Any) -> Message:
    if not isinstance(value, dict):
        raise RowFault("has a message that is not an object")
    role = _ROLES.get(str(value.get("role")))
    if role is None:
        raise RowFault("has a message of an unknown role")
    tool_calls = tuple(_read_tool_call(call) for call in value.get("tool_calls") or [])
    weight = value.get("weight", 1)
    if weight not in (0, 1):
        raise RowFault("has a weight that is neither 0 nor 1")
    return Message(
        role=role,
        content=_read_content(value.get("content"), optional=bool(tool_calls)),
        learned=role == "assistant" and weight == 1,
        tool_calls=tool_calls,
        tool_call_id=value.get("tool_call_id"),
        name=value.get("name"),
    )


def _read_content(value: Any, *, optional: bool) -> str:
    if isinstance(value, str):
        return value
    if value is None and optional:
        return ""
    if isinstance(value, list):
        texts = [part["text"] for part in value if isinstance(part, dict) and isinstance(part.get("text"), str)]
        if len(texts) == len(value):
            return "".join(texts)
        raise RowFault("has a message with a picture or a file, which this trainer cannot train on")
    raise RowFault("has a message without content")


def _read_tool_call(value: Any) -> str:
    """The call as JSON text, its arguments as an object. OpenAI has them as a text inside, TRL as an object."""
    if not isinstance(value, dict) or not isinstance(value.get("function"), dict):
        raise RowFault("has a tool call without a function")
    function = value["function"]
    arguments = function.get("arguments", {})
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except json.JSONDecodeError:
            raise RowFault("has a tool call whose arguments are not JSON") from None
    return json.dumps({**value, "function": {**function, "arguments": arguments}})
