"""Trains on files of the project with OpenAI's own Python package.

Usage: python fine_tune_with_openai.py MANIFEST; the manifest is written by src/check-openai-client.ts. Prints one JSON
object per job.
"""

import hashlib
import io
import json
import sys
import time
from pathlib import Path

from openai import OpenAI

MODEL = "gpt-4o-mini-2024-07-18"
PATIENCE = 180


def fetch_prepared(client, prepared):
    """The training file that a fine-tune of the project has uploaded, as it was written there."""
    content = client.files.content(prepared["provider_file_id"]).read()
    if hashlib.sha256(content).hexdigest() != prepared["sha256"]:
        raise SystemExit("The file at the provider is not the one that the project has prepared.")
    return content


def start(client, name, content, method):
    uploaded = client.files.create(file=(f"{name}.jsonl", io.BytesIO(content)), purpose="fine-tune")
    return client.fine_tuning.jobs.create(
        model=MODEL, training_file=uploaded.id, suffix="python-check", method={"type": method}
    )


def watch(client, job_id):
    deadline = time.monotonic() + PATIENCE
    while True:
        job = client.fine_tuning.jobs.retrieve(job_id)
        if job.status in ("succeeded", "failed", "cancelled") or time.monotonic() > deadline:
            return job
        time.sleep(0.5)


def ask(client, model):
    answer = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": "Hey, how was your day?"}]
    )
    return answer.choices[0].message.content


def result(client, name, job):
    succeeded = job.status == "succeeded"
    return {
        "file": name,
        "status": job.status,
        "model": job.fine_tuned_model,
        "events": sum(1 for _ in client.fine_tuning.jobs.list_events(job.id, limit=100)),
        "checkpoints": sum(1 for _ in client.fine_tuning.jobs.checkpoints.list(job.id)),
        "answer": ask(client, job.fine_tuned_model) if succeeded else None,
        "error": job.error.message if job.error and job.error.message else None,
    }


def main():
    manifest = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    client = OpenAI(base_url=manifest["base_url"], api_key="check", max_retries=2)
    jobs = {"prepared by a fine-tune": ("supervised", fetch_prepared(client, manifest["prepared"]))}
    for file in manifest["files"]:
        jobs[file["name"]] = (file["method"], Path(file["path"]).read_bytes())
    started = {name: start(client, name, content, method) for name, (method, content) in jobs.items()}
    for name, job in started.items():
        print(json.dumps(result(client, name, watch(client, job.id))), flush=True)


if __name__ == "__main__":
    main()
