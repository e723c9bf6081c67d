"""Unit tests; whole trainings are in end-to-end/."""
