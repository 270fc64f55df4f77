"""The economics of this book: prices, growth, frontiers, as pure functions."""
