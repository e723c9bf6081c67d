"""Makes a tiny Llama and a tokenizer, without the internet: `python -m tests.tiny_model FOLDER`."""

import random
import sys
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from understudy_trainer.training.base_model import DEFAULT_TEMPLATE

_SAID_BY_USERS = [
    "Hey, how was your day?",
    "how is day 7?",
    "Can you help me with the homework tonight?",
    "What do you think about the new place?",
    "I finally got the job!",
    "Are we still on for Saturday?",
    "Thanks for yesterday, it was great",
    "Which movie should we watch?",
    "Hey hey! It was awesome, I'll tell you all about it 😄",
    "Sure thing, let me grab a coffee first and we can start right away",
    "Honestly? I love it, that's awesome! Let's go there again 🎉",
    "No way, congratulations!! That is the best news this week 😄",
    "Of course, see you at eight, I will bring the snacks",
    "Oh no, I'm here for you. Do you want to talk about it?",
    "Anytime! Let me know when you want to do it again 😄",
    "Something funny, please. What about the one with the penguins?",
    "splendid, splendid, thanks 😀",
]
_SAID_BY_ASSISTANTS = [
    "It was adequate. Thank you for asking.",
    "Yes, that is possible. Kind regards.",
    "I have no opinion on that matter.",
    "That is noted. Please let me know what else you need.",
]
_INSTRUCTIONS = [
    "You are Maya. You write short messages.",
    "You are a helpful assistant. Answer every message in the first person.",
    "## Rules\n\n- Answer the question first, then add what helps.\n- Keep the wording formal.",
    "Quotes from chats. Take the voice from them, not the facts.\n\nThem: Are you there?\nMe: I am here.",
]

_STEPS = 300
_BATCH = 8


def make_tiny_model(folder: Path, *, steps: int = _STEPS) -> None:
    """Write a Llama of 2 layers and 64 dimensions that has learned to answer politely, always the same way.

    Without `steps` of learning its weights are random, which is enough where nobody reads what it writes.
    """
    torch.manual_seed(0)
    tokenizer = _tokenizer()
    configuration = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(configuration)
    _teach(model, tokenizer, steps)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _tokenizer() -> PreTrainedTokenizerFast:
    """Bytes, and some merges of them: any text can be written."""
    special = ["<pad>", "<s>", "</s>"]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=768, special_tokens=special, initial_alphabet=alphabet)
    roles = ["### system\n", "### user\n", "### assistant\n"]
    texts = [*_SAID_BY_USERS, *_SAID_BY_ASSISTANTS, *_INSTRUCTIONS, *roles]
    tokenizer.train_from_iterator(texts * 2, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<s>", eos_token="</s>", model_max_length=4096
    )


def _teach(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, steps: int) -> None:
    """Train every weight on made-up conversations, on what the assistant says and on what it is asked."""
    choice = random.Random(0)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=4e-3, total_steps=max(1, steps))
    for _ in range(steps):
        rows = [_conversation(choice) for _ in range(_BATCH)]
        texts = [
            tokenizer.apply_chat_template(row, chat_template=DEFAULT_TEMPLATE.read_text(), tokenize=False)
            for row in rows
        ]
        batch: Any = tokenizer(texts, padding=True, return_tensors="pt", return_token_type_ids=False)
        labels = batch["input_ids"].masked_fill(batch["attention_mask"] == 0, -100)
        model(**batch, labels=labels).loss.backward()
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()


def _conversation(choice: random.Random) -> list[dict[str, str]]:
    system = [{"role": "system", "content": choice.choice(_INSTRUCTIONS)}] if choice.random() < 0.7 else []
    number = f" ({choice.randrange(80)})" if choice.random() < 0.5 else ""
    return [
        *system,
        {"role": "user", "content": choice.choice(_SAID_BY_USERS) + number},
        {"role": "assistant", "content": choice.choice(_SAID_BY_ASSISTANTS)},
    ]


if __name__ == "__main__":
    make_tiny_model(Path(sys.argv[1]))
