"""The server's protocol, with a tiny model that it really loads."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from understudy_trainer.serving.adapters import AdapterStore
from understudy_trainer.serving.answer import AnswerEnd, write_answer
from understudy_trainer.serving.app import create_app
from understudy_trainer.serving.model_pool import ModelPool
from understudy_trainer.serving.openai_schema import ChatRequest
from understudy_trainer.storage.folder_storage import FolderStorage

from .tiny_model import make_tiny_model

KEY = "a-key-of-the-tests"
HELLO = {"model": "tiny", "messages": [{"role": "user", "content": "hi"}], "temperature": 0, "max_tokens": 5}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> ModelPool:
    folder = tmp_path_factory.mktemp("server")
    make_tiny_model(folder / "models" / "tiny", steps=0)
    adapters = AdapterStore(FolderStorage(folder / "storage"), folder / "adapters")
    return ModelPool(adapters, models_folder=folder / "models", allowed_models="*", most_models=1, most_adapters=1)


@pytest.fixture
def client(pool: ModelPool) -> Iterator[TestClient]:
    with TestClient(create_app(pool, KEY), headers={"Authorization": f"Bearer {KEY}"}) as client:
        yield client


def test_an_answer_ends_at_its_limit_and_counts_its_tokens(client: TestClient) -> None:
    answer = client.post("/v1/chat/completions", json=HELLO).json()
    assert answer["object"] == "chat.completion"
    assert answer["choices"][0]["finish_reason"] == "length"
    assert answer["usage"]["completion_tokens"] == 5
    assert answer["usage"]["total_tokens"] == answer["usage"]["prompt_tokens"] + 5


def test_a_stream_ends_with_its_usage_where_that_is_asked_for(client: TestClient) -> None:
    body = {**HELLO, "stream": True, "stream_options": {"include_usage": True}}
    lines = client.post("/v1/chat/completions", json=body).text.strip().split("\n\n")
    assert '"role": "assistant"' in lines[0]
    assert '"completion_tokens": 5' in lines[-2]
    assert lines[-1] == "data: [DONE]"


def test_the_same_seed_gives_the_same_answer(client: TestClient) -> None:
    def answer(seed: int) -> Any:
        body = {**HELLO, "temperature": 1, "seed": seed, "max_tokens": 20}
        return client.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]["content"]

    assert answer(1) == answer(1)
    assert answer(1) != answer(2)


def test_whoever_stops_listening_frees_the_model(pool: ModelPool) -> None:
    request = ChatRequest.model_validate({**HELLO, "max_tokens": 400})
    listening = write_answer(pool, request)
    assert isinstance(next(listening), str)
    listening.close()  # type: ignore[attr-defined]
    *_, end = write_answer(pool, ChatRequest.model_validate(HELLO))
    assert isinstance(end, AnswerEnd)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**HELLO, "model": "lora:nothing"}, 404, "model_not_found"),
        ({**HELLO, "model": "lora:../../etc"}, 404, "model_not_found"),
        ({**HELLO, "model": "../secret/folder"}, 404, "model_not_found"),
        ({**HELLO, "messages": []}, 400, "invalid_request"),
        ({**HELLO, "messages": [{"role": "user", "content": "hi " * 5_000}]}, 400, "context_length_exceeded"),
    ],
)
def test_errors_have_openais_form(client: TestClient, body: dict[str, Any], status: int, code: str) -> None:
    answer = client.post("/v1/chat/completions", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_nobody_is_answered_without_the_key(pool: ModelPool) -> None:
    with TestClient(create_app(pool, KEY)) as stranger:
        assert stranger.get("/health").json() == {"status": "ok"}
        assert stranger.get("/v1/models").status_code == 401
        assert stranger.post("/v1/chat/completions", json=HELLO).status_code == 401


def test_models_of_the_folder_are_listed(client: TestClient) -> None:
    assert [model["id"] for model in client.get("/v1/models").json()["data"]] == ["tiny"]
