"""The HTTP side of the server."""

import json
import secrets
import time
import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from understudy_trainer.problem import TrainerProblem
from understudy_trainer.serving.answer import AnswerEnd, write_answer
from understudy_trainer.serving.model_pool import ModelPool
from understudy_trainer.serving.openai_schema import ChatRequest, RequestProblem

_bearer = HTTPBearer(auto_error=False)


def create_app(pool: ModelPool, api_key: str) -> FastAPI:
    """The server's application: `/health` for everyone, the rest for those who bear the key."""
    app = FastAPI(title="Understudy LoRA server", docs_url=None, redoc_url=None, openapi_url=None)

    def authorized(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
        given = "" if credentials is None else credentials.credentials
        if not secrets.compare_digest(given.encode(), api_key.encode()):
            raise RequestProblem(401, "invalid_api_key", "Send the server's key as a bearer token.")

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/v1/models", dependencies=[Depends(authorized)])
    def models() -> dict[str, Any]:
        data = [{"id": name, "object": "model", "created": 0, "owned_by": "understudy"} for name in pool.names()]
        return {"object": "list", "data": data}

    @app.post("/v1/chat/completions", dependencies=[Depends(authorized)])
    def chat(request: ChatRequest) -> Any:
        pieces = write_answer(pool, request)
        # The first piece is asked for here, so that what is wrong with the request is answered with its status.
        first = next(pieces)
        answer = _Answer(request)
        if request.stream:
            return StreamingResponse(answer.stream(first, pieces), media_type="text/event-stream")
        return JSONResponse(answer.whole([first, *pieces]))

    _answer_problems(app)
    return app


class _Answer:
    """An answer in the two forms of OpenAI's API."""

    def __init__(self, request: ChatRequest) -> None:
        self._request = request
        self._head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": request.model}

    def whole(self, pieces: list[str | AnswerEnd]) -> dict[str, Any]:
        """The answer in one."""
        end = pieces[-1]
        assert isinstance(end, AnswerEnd)
        text = "".join(piece for piece in pieces if isinstance(piece, str))
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text},
            "finish_reason": end.finish_reason,
            "logprobs": None,
        }
        return {**self._head, "object": "chat.completion", "choices": [choice], "usage": end.usage.as_json()}

    def stream(self, first: str | AnswerEnd, rest: Iterator[str | AnswerEnd]) -> Iterator[str]:
        """The answer as server-sent events."""
        yield self._chunk({"role": "assistant", "content": ""})
        for piece in chain([first], rest):
            if isinstance(piece, str):
                yield self._chunk({"content": piece})
                continue
            yield self._chunk({}, piece.finish_reason)
            if self._request.stream_options is not None and self._request.stream_options.include_usage:
                chunk = {**self._head, "object": "chat.completion.chunk", "choices": []}
                yield _event({**chunk, "usage": piece.usage.as_json()})
        yield "data: [DONE]\n\n"

    def _chunk(self, delta: dict[str, str], finish_reason: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
        return _event({**self._head, "object": "chat.completion.chunk", "choices": [choice]})


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data)}\n\n"


def _answer_problems(app: FastAPI) -> None:
    @app.exception_handler(RequestProblem)
    def on_request_problem(_: Request, problem: RequestProblem) -> JSONResponse:
        return JSONResponse(problem.as_json(), problem.status)

    @app.exception_handler(TrainerProblem)
    def on_trainer_problem(_: Request, problem: TrainerProblem) -> JSONResponse:
        return JSONResponse(RequestProblem(503, problem.code, problem.message).as_json(), 503)

    @app.exception_handler(RequestValidationError)
    def on_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors())
        return JSONResponse(RequestProblem(400, "invalid_request", faults).as_json(), 400)
