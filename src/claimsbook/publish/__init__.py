"""A frozen release."""
