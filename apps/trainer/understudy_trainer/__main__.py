"""`python -m understudy_trainer [worker | serve]`."""

import argparse
import asyncio
import logging
import os
import sys

from understudy_trainer.environment import read_environment


def main() -> None:
    """Start the worker, or the server."""
    parser = argparse.ArgumentParser(prog="understudy_trainer", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("worker", "serve"), default="worker")
    part = parser.parse_args().part
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    environment = read_environment(os.environ)
    if part == "serve":
        if environment.trainer_api_key is None:
            raise SystemExit("Set TRAINER_API_KEY, of at least 8 characters: the server answers nobody without it.")
        from understudy_trainer.serving.run_server import run_server

        run_server(environment, environment.trainer_api_key)
    else:
        from understudy_trainer.worker.run_worker import run_worker

        asyncio.run(run_worker(environment))


if __name__ == "__main__":
    main()
