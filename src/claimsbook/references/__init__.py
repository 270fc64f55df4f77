"""References: names parsed once (`names`), items to cite (`items`), one writer (`formats`).

What somebody pasted is undone (`undone`), and read as text (`pasted`) or as records (`kept`).
"""
