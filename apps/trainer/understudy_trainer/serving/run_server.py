"""The server process."""

import tempfile
from pathlib import Path

import uvicorn

from understudy_trainer.environment import Environment
from understudy_trainer.serving.adapters import AdapterStore
from understudy_trainer.serving.app import create_app
from understudy_trainer.serving.model_pool import ModelPool


def run_server(environment: Environment, api_key: str) -> None:
    """Serve those who bear the key until SIGINT or SIGTERM."""
    with tempfile.TemporaryDirectory(dir=environment.trainer_work_folder) as folder:
        pool = ModelPool(
            AdapterStore(environment.open_storage(), Path(folder)),
            models_folder=environment.trainer_models_folder,
            allowed_models=environment.trainer_allowed_models,
            most_models=environment.trainer_loaded_models,
            most_adapters=environment.trainer_loaded_adapters,
        )
        app = create_app(pool, api_key)
        uvicorn.run(app, host=environment.trainer_serve_host, port=environment.trainer_serve_port, log_level="info")
