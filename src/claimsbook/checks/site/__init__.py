"""Measurements of the built pages: weight, scores, time."""
