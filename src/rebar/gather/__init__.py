"""Gathering: turns pinned packages of others into the tables of this book."""
