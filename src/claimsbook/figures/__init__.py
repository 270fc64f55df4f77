"""Charts: one look, pictures of them, sentences with numbers."""
