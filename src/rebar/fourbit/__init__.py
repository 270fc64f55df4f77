"""The 4-bit run: sizes from a configuration, NF4 for fused experts, a fast decode loop, records.

What computes on tensors (`experts`, `kernels` and those of the fused step, `load`, `decode`,
`measure`) imports torch when it is imported; the others need nothing but the standard library,
the engine's `files`, and `jsonschema` to check a record. So the chapter builds on a machine without
torch or a GPU, and a run says what is wrong before it loads.

`bench` is the command, `ready` what it tells first, `cpu` and `cuda` the two runs, `ladder` what
the second climbs, `parts` and `keep` the record as it grows, `bundle` a folder for a bare machine.
"""
