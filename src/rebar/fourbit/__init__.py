"""The 4-bit run: sizes from a configuration, NF4 for fused experts, a fast decode loop, records.

`architecture`, `launches`, `record`, `roofline` and `errors` need nothing but the standard library
(and `jsonschema` for records), so that the chapter builds on a machine without torch or a GPU. The
other modules import torch when they are imported themselves.
"""
