"""This book's own economics: pure functions, frames in and frames out."""
