"""The part of OpenAI's chat completions that this server speaks. Fields that it does not know are left aside."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_MOST_NEW_TOKENS = 8_192


class ChatMessage(BaseModel):
    """One message; only texts are understood."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[dict[str, Any]] | None = None

    def for_template(self) -> dict[str, str]:
        """The message as a chat template takes it."""
        role = "system" if self.role == "developer" else self.role
        if isinstance(self.content, list):
            return {"role": role, "content": "".join(str(part.get("text", "")) for part in self.content)}
        return {"role": role, "content": self.content or ""}


class StreamOptions(BaseModel):
    """What a stream carries beside its text."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """Body of `POST /v1/chat/completions`."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(min_length=1, max_length=200)
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    stream: bool = False
    stream_options: StreamOptions | None = None
    temperature: float = Field(default=1, ge=0, le=2)
    top_p: float = Field(default=1, gt=0, le=1)
    max_tokens: int | None = Field(default=None, ge=1, le=_MOST_NEW_TOKENS)
    max_completion_tokens: int | None = Field(default=None, ge=1, le=_MOST_NEW_TOKENS)
    stop: str | list[str] | None = None
    seed: int | None = None
    n: Literal[1] = 1

    @property
    def stop_texts(self) -> list[str]:
        """Texts at which the answer ends, as a list."""
        return [self.stop] if isinstance(self.stop, str) else self.stop or []

    @property
    def most_new_tokens(self) -> int | None:
        """Limit of the answer; None for as much as the model's context allows."""
        return self.max_completion_tokens or self.max_tokens


class Usage(BaseModel):
    """Tokens of a request and its answer."""

    prompt_tokens: int
    completion_tokens: int

    def as_json(self) -> dict[str, int]:
        """The form that OpenAI's API has."""
        return {**self.model_dump(), "total_tokens": self.prompt_tokens + self.completion_tokens}


class RequestProblem(Exception):
    """An error in the form that OpenAI's API has."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {"error": {"message": self.message, "type": kind, "param": None, "code": self.code}}
