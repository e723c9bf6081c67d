"""Checks the notebook for Colab, and the data and configuration for AutoTrain.

Usage: python check_notebook_and_autotrain.py MANIFEST AUTOTRAIN; the manifest is written by src/hugging-face-files.ts, the
second is the folder with the package autotrain-advanced, which is read and not run. Prints one JSON object per finding.
"""

import ast
import json
import sys
from pathlib import Path

import nbformat
import yaml
from datasets import load_dataset

# Names that AutoTrain's parser takes in `params` beside the fields of LLMTrainingParams, and its tasks for both methods.
TASKS = {"supervised": "llm-sft", "dpo": "llm-dpo"}
COLUMNS = {"supervised": ["text"], "dpo": ["prompt", "text", "rejected_text"]}


def check_notebook(folder):
    notebook = nbformat.read(folder / "train.ipynb", as_version=4)
    nbformat.validate(notebook)
    script = (folder / "train.py").read_text(encoding="utf-8").rstrip()
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    if f"%%writefile train.py\n{script}" not in code:
        raise AssertionError("the script is not in a cell")
    for source in code:
        if not source.startswith(("%", "!")):
            compile(source, "cell", "exec")


def fields_of(package):
    """The parameters that AutoTrain has for training language models, by its source."""
    source = (package / "autotrain" / "trainers" / "clm" / "params.py").read_text(encoding="utf-8")
    (params,) = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "LLMTrainingParams"
    ]
    return {node.target.id for node in params.body if isinstance(node, ast.AnnAssign)}


def check_autotrain_config(folder, method, package):
    config = yaml.safe_load((folder / "autotrain.yml").read_text(encoding="utf-8"))
    if config["task"] != TASKS[method]:
        raise AssertionError(f"the task is {config['task']}")
    fields = fields_of(package)
    columns = set(config["data"]["column_mapping"])
    unknown = (set(config["params"]) | columns) - fields
    if unknown:
        raise AssertionError(f"AutoTrain does not know {sorted(unknown)}")


def check_autotrain_data(folder, method, rows):
    file = str(folder / "autotrain" / "train.csv")
    data = load_dataset("csv", data_files=file, split="train", cache_dir=str(folder / "cache-autotrain"))
    if data.column_names != COLUMNS[method] or len(data) != rows:
        raise AssertionError(f"{len(data)} rows of {data.column_names}")
    for row in data:
        for column in set(COLUMNS[method]) - {"prompt"}:
            # As AutoTrain reads it before it applies the chat template.
            messages = ast.literal_eval(row[column])
            if {"role", "content"} != set(messages[0]) or messages[-1]["role"] != "assistant":
                raise AssertionError(f"{column} is {row[column]}")


def main():
    manifest = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder, method, package = Path(manifest["folder"]), manifest["method"], Path(sys.argv[2])
    rows = manifest["rows"]["autotrain"]
    steps = [
        ("the notebook is one of nbformat 4.5", lambda: check_notebook(folder)),
        ("AutoTrain knows every parameter", lambda: check_autotrain_config(folder, method, package)),
        ("AutoTrain’s data loads, with messages", lambda: check_autotrain_data(folder, method, rows)),
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
