"""Whether a checkpoint folder is whole and holds plain weights, told before one is loaded.

The rules are those of safetensors (a header of JSON, then tensors without gap or overlap) and of
transformers (which file it reads), and two of this run's own: weights come as floats of 16 to 64
bits, and nothing in the folder may say that they are packed by another method.
"""

from __future__ import annotations

import math
import re
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rebar.fourbit import architecture, exact_json
from rebar.fourbit.architecture import Architecture
from rebar.fourbit.errors import AlreadyQuantised, BrokenCheckpoint

_PLAIN = "give --model the checkpoint in bf16; it is quantised here while it loads."
_FILE_AGAIN = "delete the file and download it again."

_ITEM_BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}
"""Types of a plain weight; packed ones come as others."""

_TELLS_OF_PACKING = re.compile(r"quant|compression_config|^load_in_[48]bit$", re.IGNORECASE)
"""Keys of a configuration by which methods of quantisation say that they packed the weights."""

_PACKED_FILE = re.compile(r"quant|gptq|awq|^compression_config", re.IGNORECASE)
"""Names of the files in which they say so."""

_BESIDE_PACKED = re.compile(
    r"(^|[._])(scales?|scale_inv|zeros?|zero_point|q?zeros|qweight|g_idx|absmax|quant_map|SCB|"
    r"codes|codebooks?|packed|blocks|W_q|amax|_data)$|\bquant_state\b"
)
"""Names of the tensors that they keep in place of a weight, or beside it."""

LEFT_OUT = re.compile(r"(mtp|model\.visual)\.")
"""How the tensors begin that a composite model has beside its text model: not loaded, on purpose.

The same that transformers leaves out for this architecture: the head that predicts further tokens
and the vision tower.
"""

_LAYER = re.compile(r"\blayers\.(\d+)\.")


@dataclass(frozen=True)
class _Tensor:
    """What a safetensors header says of a tensor; its bytes are those from `first` to `last`."""

    kind: str
    shape: list[int]
    first: int
    last: int


def check_folder(folder: Path) -> Architecture:
    """Check that a checkpoint folder is whole, without loading a weight; return its architecture.

    Raises `BrokenCheckpoint` for a missing, truncated or contradictory file, a tensor of odd shape
    or a layer too many, `AlreadyQuantised` for packed weights, and `UnknownModelType`.
    """
    arch = architecture.from_folder(folder)
    refuse_quantised(folder)
    shapes: dict[str, list[int]] = {}
    where: dict[str, str] = {}
    listed = _listed(folder)
    for name in sorted(set(listed.values())) or [_SINGLE]:
        for key, shape in _check_safetensors(folder / name).items():
            if key in where:
                raise BrokenCheckpoint(
                    f"{key} stands in {where[key]} and in {name}, and nothing says which holds.",
                    "download the checkpoint again.",
                )
            shapes[key], where[key] = shape, name
    _check_index(listed, where)
    _check_layers(where, arch.num_hidden_layers)
    _check_shapes(shapes)
    return arch


def refuse_quantised(folder: Path) -> None:
    """Raise `AlreadyQuantised` if the configuration, or a file beside it, says so of the weights.

    The configuration is read as `architecture.from_folder` reads it, whose faults come first.
    """
    values = architecture.read_config(folder)
    for path, said in _tells(values):
        method = said.get("quant_method") if isinstance(said, Mapping) else said
        raise AlreadyQuantised(
            f"config.json in {folder.name!r} says {path}: {method or 'unnamed method'}.", _PLAIN
        )
    for one in sorted(folder.glob("*.json")):
        if _PACKED_FILE.search(one.name):
            raise AlreadyQuantised(f"The folder {folder.name!r} has {one.name}.", _PLAIN)


def _tells(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each key of a configuration, however deep, that tells of packed weights, and what it says."""
    if isinstance(value, list):
        for one in value:
            yield from _tells(one, path)
    if not isinstance(value, Mapping):
        return
    for key, said in value.items():
        here = f"{path}.{key}" if path else str(key)
        if said and _TELLS_OF_PACKING.search(str(key)):
            yield here, said
        else:
            yield from _tells(said, here)


_INDEX = "model.safetensors.index.json"
_SINGLE = "model.safetensors"


def _listed(folder: Path) -> dict[str, str]:
    """The file of each tensor as the index has it; none where there is no index.

    Raises `BrokenCheckpoint` where a file is missing, and where transformers, which prefers a
    single file to an index, would read other weights than those of the index.
    """
    index = folder / _INDEX
    if not index.exists():
        if not (folder / _SINGLE).exists():
            raise BrokenCheckpoint(
                f"The folder {folder.name!r} holds no safetensors weights.",
                "finish the download; only safetensors checkpoints are read.",
            )
        return {}
    try:
        read = exact_json.read(index.read_bytes())
        listed: dict[str, str] = dict(read["weight_map"])
        sound = bool(listed) and all(Path(one).name == one for one in listed.values())
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise BrokenCheckpoint(f"{_INDEX} is not a valid index.", "download the checkpoint again.")
    shards = sorted(set(listed.values()))
    missing = [name for name in shards if not (folder / name).is_file()]
    if missing:
        raise BrokenCheckpoint(
            f"{len(missing)} of {len(shards)} weight files are missing, first {missing[0]}.",
            "finish the download and run again.",
        )
    if not isinstance(read.get("metadata"), Mapping):
        raise BrokenCheckpoint(
            f"{_INDEX} has no metadata, without which it is not read.", "download the file again."
        )
    if (folder / _SINGLE).exists() and shards != [_SINGLE]:
        raise BrokenCheckpoint(
            f"The folder {folder.name!r} has {_SINGLE} and an index that names other files.",
            "keep the weights of one download in it.",
        )
    return listed


def _check_index(listed: Mapping[str, str], where: Mapping[str, str]) -> None:
    """Raise `BrokenCheckpoint` for a tensor that index and files place differently."""
    for key in sorted(listed.keys() | where.keys()) if listed else ():
        if listed.get(key) != where.get(key):
            raise BrokenCheckpoint(
                f"{_INDEX} has {key} in {listed.get(key, 'no file')}, and it is in "
                f"{where.get(key, 'none')}.",
                "download the checkpoint again.",
            )


def _check_layers(where: Mapping[str, str], layers: int) -> None:
    """Raise `BrokenCheckpoint` for a layer that the configuration does not have."""
    for key, name in where.items():
        found = None if LEFT_OUT.match(key) else _LAYER.search(key)
        if found and int(found[1]) >= layers:
            raise BrokenCheckpoint(
                f"{key} in {name} is of layer {found[1]}, and num_hidden_layers in config.json is "
                f"{layers}, counted from 0.",
                "download config.json and the weights again, from one page.",
            )


def _check_shapes(shapes: Mapping[str, list[int]]) -> None:
    """Raise `BrokenCheckpoint` for a tensor shaped otherwise than those of its name elsewhere.

    Tensors are of one name that differ in the numbers of layers and experts only.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for key in shapes:
        alike[re.sub(r"\b(layers|blocks|experts)\.\d+\b", r"\1.#", key)].append(key)
    for keys in alike.values():
        found = [tuple(shapes[key]) for key in keys]
        usual = max(set(found), key=found.count)
        odd = [key for key, shape in zip(keys, found) if shape != usual]
        if odd:
            raise BrokenCheckpoint(
                f"{odd[0]} has the shape {shapes[odd[0]]}, and {found.count(usual)} others of its "
                f"name have {list(usual)}.",
                "download the checkpoint again.",
            )


def _check_safetensors(path: Path) -> dict[str, list[int]]:
    """The shapes in a safetensors file, by tensor.

    Raises `BrokenCheckpoint` if the file is shorter or longer than its header says, or a tensor
    than its shape, or if tensors overlap or leave a gap; `AlreadyQuantised` for packed weights.
    """
    start, tensors = _header(path)
    size = path.stat().st_size
    end = max((one.last for one in tensors.values()), default=0)
    if size != start + end:
        raise BrokenCheckpoint(
            f"{path.name} holds {size} bytes and its header promises {start + end}.",
            "the file is half written: delete it and download it again.",
        )
    for key, one in tensors.items():
        _check_tensor(path.name, key, one)
    _check_order(path.name, tensors)
    _check_by_library(path)
    return {key: one.shape for key, one in tensors.items()}


def _header(path: Path) -> tuple[int, dict[str, _Tensor]]:
    """Where the tensors of a file begin, and what its header says of each."""
    reason = "has no readable header"
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > path.stat().st_size:
                raise BrokenCheckpoint(f"{path.name} {reason}.", _FILE_AGAIN)
            header = exact_json.read(file.read(length))
    except struct.error:
        raise BrokenCheckpoint(f"{path.name} {reason}.", _FILE_AGAIN) from None
    except ValueError as error:
        raise BrokenCheckpoint(
            f"{path.name} {reason}: it {' '.join(str(error).split())}.", _FILE_AGAIN
        ) from None
    if not isinstance(header, dict):
        raise BrokenCheckpoint(f"{path.name} {reason}: it is no object.", _FILE_AGAIN)
    header.pop("__metadata__", None)
    return 8 + length, {key: _tensor(path.name, key, value) for key, value in header.items()}


def _tensor(name: str, key: str, value: Any) -> _Tensor:
    """What the header says of a tensor. Raises `BrokenCheckpoint` where that cannot be read."""
    said = value if isinstance(value, dict) else {}
    for part, sound in (
        ("dtype", isinstance(said.get("dtype"), str)),
        ("shape", _are_counts(said.get("shape"))),
        ("data_offsets", _are_counts(said.get("data_offsets"), 2)),
    ):
        if not sound:
            raise BrokenCheckpoint(
                f"{key} in {name} has no readable {part} in the header.", _FILE_AGAIN
            )
    return _Tensor(said["dtype"], said["shape"], *said["data_offsets"])


def _are_counts(value: object, number: int | None = None) -> bool:
    """Whether a value is a list of whole numbers from 0 on, and of so many where that is given."""
    if not isinstance(value, list) or number not in (None, len(value)):
        return False
    return all(type(one) is int and one >= 0 for one in value)


def _check_tensor(name: str, key: str, one: _Tensor) -> None:
    """Raise `AlreadyQuantised` or `BrokenCheckpoint` for a tensor of another type or size."""
    if _BESIDE_PACKED.search(key) and not LEFT_OUT.match(key):
        raise AlreadyQuantised(f"{key} in {name} is what packed weights have.", _PLAIN)
    if one.kind not in _ITEM_BYTES:
        raise AlreadyQuantised(
            f"{key} in {name} is of type {one.kind}; a plain weight is of type "
            f"{', '.join(_ITEM_BYTES)}.",
            _PLAIN,
        )
    if one.last - one.first != math.prod(one.shape) * _ITEM_BYTES[one.kind]:
        raise BrokenCheckpoint(
            f"{key} in {name} has {one.last - one.first} bytes, not those of {one.shape} in "
            f"{one.kind}.",
            _FILE_AGAIN,
        )


def _check_order(name: str, tensors: Mapping[str, _Tensor]) -> None:
    """Raise `BrokenCheckpoint` unless each tensor begins where the one before it ends."""
    end, before = 0, "the header"
    for key, one in sorted(tensors.items(), key=lambda item: (item[1].first, item[1].last)):
        if one.first != end:
            what = "overlaps" if one.first < end else f"is {one.first - end} bytes after"
            raise BrokenCheckpoint(f"{key} in {name} {what} {before}.", _FILE_AGAIN)
        end, before = one.last, key


def _check_by_library(path: Path) -> None:
    """Raise `BrokenCheckpoint` for what safetensors itself does not read."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="pt"):
            pass
    except SafetensorError as error:
        raise BrokenCheckpoint(f"{path.name} is not read: {error}.", _FILE_AGAIN) from None


def refuse_leftovers(keys: Sequence[str]) -> None:
    """Raise `BrokenCheckpoint` for tensors that found no place in the model."""
    if keys:
        raise BrokenCheckpoint(
            f"{len(keys)} tensors of the checkpoint have no place in the model that config.json "
            f"describes, first {min(keys)}.",
            "download config.json and the weights again, from one page.",
        )
