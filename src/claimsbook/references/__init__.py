"""References: names parsed once (`names`), items to cite (`items`), one writer (`formats`)."""
