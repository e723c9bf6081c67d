"""The Temporal side: it starts trainings, watches them and reports; it never imports torch."""
