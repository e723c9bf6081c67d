"""Trains LoRA adapters as a Temporal activity worker, and serves them as OpenAI's API does."""
