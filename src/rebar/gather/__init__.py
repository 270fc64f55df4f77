"""Data gathered for this book: price lists, the article's sentences, the switch."""
