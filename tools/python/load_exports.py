"""Loads every export with Hugging Face's datasets and compares it with what the API lists.

Usage: python load_exports.py MANIFEST; the manifest is written by src/check.ts. Prints one JSON object per format.
"""

import json
import sys
import tempfile
from collections import Counter

from datasets import load_dataset

MARK = "\n\nContext:\n"


def last_exchange(turns, role="role", text="content", user="user", assistant="assistant"):
    """The last answer, and the last question before it, without its context."""
    answer = max(index for index, turn in enumerate(turns) if turn[role] == assistant)
    questions = [turn[text] for turn in turns[:answer] if turn[role] == user]
    question = questions[-1] if questions else ""
    return question.split(MARK)[0], turns[answer][text]


def from_turns(row):
    """A row of TRL's conversational formats; pairs have no messages."""
    if row.get("messages"):
        return last_exchange(row["messages"])
    return last_exchange([*row["prompt"], *row["chosen"]])


READERS = {
    "jsonl": ("json", from_turns),
    "parquet": ("parquet", from_turns),
    "chat": ("json", lambda row: last_exchange(row["messages"])),
    "alpaca": ("json", lambda row: (row["instruction"], row["output"])),
    "sharegpt": ("json", lambda row: last_exchange(row["conversations"], "from", "value", "human", "gpt")),
    "preference": (
        "json",
        lambda row: last_exchange([*row["input"]["messages"], *row["preferred_output"]]),
    ),
    "csv": ("csv", lambda row: (unguarded(row["instruction"]), unguarded(row["response"]))),
}


def unguarded(cell):
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    if cell is None:
        return ""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r'" else cell


def check(name, entry, cache):
    loader, read = READERS[name]
    data = load_dataset(loader, data_files=entry["file"], split="train", cache_dir=cache)
    found = Counter(tuple(text.replace("\r\n", "\n") for text in read(row)) for row in data)
    wanted = Counter(tuple(text.replace("\r\n", "\n") for text in pair) for pair in entry["expected"])
    return {
        "format": name,
        "rows": len(data),
        "expected": sum(wanted.values()),
        "columns": data.column_names,
        "missing": [list(pair) for pair in (wanted - found)][:3],
        "unexpected": [list(pair) for pair in (found - wanted)][:3],
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        manifest = json.load(file)
    with tempfile.TemporaryDirectory() as cache:
        for name, entry in manifest.items():
            print(json.dumps(check(name, entry, cache)), flush=True)


if __name__ == "__main__":
    main()
