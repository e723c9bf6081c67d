"""Checks data, configuration and script for TRL, and trains a tiny model with them on the CPU.

Usage: python check_training.py MANIFEST, with the trainer's Python; the manifest is written by src/hugging-face-files.ts.
Prints one JSON object per finding.
"""

import json
import os
import py_compile
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2] / "apps" / "trainer" / "tests"
TEMPLATE = (
    "{% for message in messages %}### {{ message['role'] }}\n{{ message['content'] }}{{ eos_token }}\n{% endfor %}"
    "{% if add_generation_prompt %}### assistant\n{% endif %}"
)
COLUMNS = {"supervised": {"prompt", "completion"}, "dpo": {"prompt", "chosen", "rejected"}}


def make_base_model(folder):
    """A Llama of 2 layers with random weights, and a tokenizer with a chat template."""
    sys.path.insert(0, str(TESTS))
    from tiny_model import make_tiny_model
    from transformers import AutoTokenizer

    make_tiny_model(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(folder)


def load_data(folder, method, rows):
    from datasets import load_dataset

    files = {"train": str(folder / "training.jsonl"), "validation": str(folder / "validation.jsonl")}
    data = load_dataset("json", data_files=files, cache_dir=str(folder / "cache"))
    found = (len(data["train"]), len(data["validation"]))
    if found != (rows["training"], rows["validation"]):
        raise AssertionError(f"{found} rows were loaded of {rows}")
    missing = COLUMNS[method] - set(data["train"].column_names)
    if missing:
        raise AssertionError(f"without the columns {missing}")


def accept_configuration(folder, method):
    from peft import LoraConfig
    from trl import DPOConfig, SFTConfig

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    trainer = {"supervised": SFTConfig, "dpo": DPOConfig}[method]
    taken = trainer(**{**config["trainer"], "output_dir": str(folder / "unused")}, use_cpu=True, bf16=False)
    lora = LoraConfig(**config["lora"])
    if taken.learning_rate != config["trainer"]["learning_rate"] or lora.r != config["lora"]["r"]:
        raise AssertionError("a value was not taken over")


def configure(folder):
    """Runs the script to where it makes its trainer: imports, data, tokenizer, LoRA and the trainer's configuration."""
    script = (folder / "train.py").read_text(encoding="utf-8")
    configuration, marker, _ = script.partition("\ntrainer = ")
    if not marker:
        raise AssertionError("the script makes no trainer")
    run(folder, ["-c", configuration + "\nassert config.use_cpu and not config.fp16 and lora.r > 0"])


def train(folder):
    """Runs the whole script. What it has trained is an adapter that PEFT loads."""
    run(folder, ["train.py"])
    from peft import AutoPeftModelForCausalLM

    AutoPeftModelForCausalLM.from_pretrained(str(folder / "ash-lora"))


def run(folder, arguments):
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": "", "HF_HUB_OFFLINE": "1"}
    environment["HF_DATASETS_CACHE"] = str(folder / "cache")
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason given")


def main():
    manifest = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder, method = Path(manifest["folder"]), manifest["method"]
    os.chdir(folder)
    make_base_model(folder / "tiny-model")
    steps = [
        ("datasets loads training and validation", lambda: load_data(folder, method, manifest["rows"])),
        ("TRL and PEFT take the configuration", lambda: accept_configuration(folder, method)),
        ("train.py compiles", lambda: py_compile.compile(str(folder / "train.py"), doraise=True)),
        ("train.py configures itself without a GPU", lambda: configure(folder)),
        ("train.py trains, and PEFT loads its adapter", lambda: train(folder)),
    ]
    for what, step in steps:
        problem = None
        try:
            step()
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        print(json.dumps({"what": what, "problem": problem}), flush=True)


if __name__ == "__main__":
    main()
