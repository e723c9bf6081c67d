"""Makes a tiny Llama and a tokenizer, without the internet: `python tests/tiny_model.py FOLDER`."""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

_TEXTS = [
    "### user\nhow are you today?\n### assistant\nsplendid, thanks for asking! 😀\n",
    "### system\nYou are Maya. You write short messages.\n",
    "the quick brown fox jumps over the lazy dog, again and again",
]


def make_tiny_model(folder: Path) -> None:
    """Write a Llama of 2 layers and 64 dimensions, of random weights that are always the same."""
    torch.manual_seed(0)
    tokenizer = _tokenizer()
    configuration = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=512,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    LlamaForCausalLM(configuration).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _tokenizer() -> PreTrainedTokenizerFast:
    """Bytes, and a few merges of them: any text can be written."""
    special = ["<pad>", "<s>", "</s>"]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=320, special_tokens=special, initial_alphabet=alphabet)
    tokenizer.train_from_iterator(_TEXTS, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<s>", eos_token="</s>", model_max_length=512
    )


if __name__ == "__main__":
    make_tiny_model(Path(sys.argv[1]))
