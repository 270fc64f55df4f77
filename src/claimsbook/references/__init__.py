"""One spelling for every reference."""
