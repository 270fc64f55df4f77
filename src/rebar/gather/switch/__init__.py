"""A switch from one model server to another, done and measured on this machine.

Two small models with random weights are made on the spot, each with a tokenizer and a chat template
of its own, and served by `transformers serve` on the loopback address. The client programs of
`data/switching/` then run against both, and what moves with a switch is counted: lines, tokens,
defaults, options of the format, shapes of errors. The weights are random, so nothing here says how
good an answer is; everything measured is a property of the format, the server and the tokenizers.

Only `programs` and the names in `outcomes` are needed to build the book. The rest wants torch,
transformers, openai, fastapi and uvicorn, and writes the tables that the book reads:

    python -m rebar switch [--gateway-python PATH] [--wheel LITELLM_WHEEL] [--as-of DATE]
"""
