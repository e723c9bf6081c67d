"""A minimal OpenAI-compatible server for base models and trained adapters."""
