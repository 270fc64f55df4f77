"""Does what a chapter hands to a check depend on anything that was read?

A chapter is followed as it runs, statement by statement, without running it: for each value it is
told whether something that was read went into it (a row, a claim, a record, an assumption), or
literals alone. What goes through a call, a class, a loop or another name stays what it is; a name
has what was assigned to it last, and both where there are two ways.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Value:
    """What is known of a value.

    `typed`: it, or a part of it that would stand as found, comes from literals alone. `read`:
    something that was read went into it. `nothing`: it says that nothing was found, or no bound.
    `items` are its parts by place, key, column or attribute, where they are known, and `more` says
    that it has others, which were read; `path` is the name of a module or of what was imported from
    one; `made` is a function or class of the chapter.
    """

    typed: bool = False
    read: bool = False
    nothing: bool = False
    items: dict[Any, Value] | None = None
    more: bool = False
    path: str = ""
    made: Any = None
    literal: Any = None


READ = Value(read=True)
TYPED = Value(typed=True)
NOTHING = Value(nothing=True)
PLAIN = Value()
"""Neither: a module, an empty list, what a call without anything typed gives."""

READERS = re.compile(
    r"claimsbook\.(?:(?:tables\.)?data\.(?:read|facts|row|rows|one|evidence|row_ids|resource)"
    r"|(?:tables\.)?sources\.\w+|(?:ledger\.)?claims\.(?!check$)\w+|chapters\.[\w.]+|assume|Book"
    r"|settings\.settings)"
    r"|rebar\.gather\.(?:bench_runs|switch\.programs)\.\w+"
)
"""What reads the tables, the ledger, the sources, the records, or what a reader assumes."""

CHECK = re.compile(r"(?:.*\.)?check")
_UNBOUNDED = re.compile(r"(?:math|np|numpy)\.(?:inf|nan)|(?:pd|pandas)\.(?:NA|NaT)")
_PASSED_ON = ("dict", "tuple", "list", "sorted", "reversed", "set", "frozenset")
_LOOKED_UP = ("get", "pop", "setdefault", "__getitem__")
_PLACES = ("loc", "iloc", "at", "iat")
_OF_EACH = ("map", "apply", "applymap", "transform", "agg", "aggregate", "pipe", "reduce")
"""What gives what a function gives for each part."""
_TAKEN_IN = ("append", "extend", "add", "update", "insert", "setdefault", "appendleft")
_DEEPEST = 12


def union(values: Iterable[Value]) -> Value:
    """A value of which these are the parts, or that is one of them by another way."""
    known = list(values)
    if len(known) == 1:
        return known[0]
    makers = [one.made for one in known if one.made]
    return Value(
        typed=any(one.typed for one in known),
        read=any(one.read for one in known),
        nothing=bool(known) and all(one.nothing for one in known),
        items=_common(known),
        path=known[0].path if known and len({one.path for one in known}) == 1 else "",
        made=makers[0] if makers else None,
    )


def _common(known: list[Value]) -> dict[Any, Value] | None:
    if not known or any(one.items is None for one in known):
        return None
    keys = dict.fromkeys(key for one in known for key in one.items or {})
    return {key: union(one.items[key] for one in known if key in (one.items or {})) for key in keys}


def computed(parts: Iterable[Value]) -> Value:
    """What an operation or a call makes of its parts."""
    known = list(parts)
    if any(one.read for one in known):
        return READ
    if any(one.typed for one in known):
        return TYPED
    return NOTHING if known and all(one.nothing for one in known) else PLAIN


def holding(items: dict[Any, Value]) -> Value:
    """A tuple, list or mapping of known parts."""
    return replace(union([*items.values(), NOTHING] if items else []), items=items, made=None)


@dataclass
class Scope:
    """Names with their values, in a chapter or in a call of one of its functions."""

    names: dict[str, Value] = field(default_factory=dict)
    outer: Scope | None = None
    returned: list[Value] = field(default_factory=list)

    def home(self, name: str) -> Scope:
        """The scope that has a name; this one where none has."""
        scope: Scope | None = self
        while scope and name not in scope.names:
            scope = scope.outer
        return scope or self

    def look_up(self, name: str) -> Value:
        if name in self.names:
            return self.names[name]
        if self.outer:
            return self.outer.look_up(name)
        # What the chapter does not say is not told here.
        return Value(path=name) if hasattr(builtins, name) else replace(READ, path=name)


class Reader:
    """Follows a chapter; `found` are the checks with what was handed to them."""

    def __init__(self) -> None:
        self.found: list[tuple[ast.Call, Value]] = []
        self.scope = Scope()
        self.depth = 0

    # Statements.

    def follow(self, body: Iterable[ast.stmt]) -> None:
        for one in body:
            getattr(self, f"_do_{type(one).__name__}", self._do_any)(one)

    def _do_any(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self.follow([child])
            elif isinstance(child, ast.expr):
                self.value(child)
            else:
                self._do_any(child)

    def _do_Import(self, node: ast.Import) -> None:
        for one in node.names:
            name = one.asname or one.name.split(".")[0]
            self.scope.names[name] = Value(path=one.name if one.asname else name)

    def _do_ImportFrom(self, node: ast.ImportFrom) -> None:
        for one in node.names:
            self.scope.names[one.asname or one.name] = Value(path=f"{node.module}.{one.name}")

    def _do_Assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        for target in node.targets:
            self.bind(target, value)

    def _do_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.bind(node.target, self.value(node.value))

    def _do_AugAssign(self, node: ast.AugAssign) -> None:
        before, more = self.value(node.target), self.value(node.value)
        match node.target:
            case ast.Subscript(value=ast.Name(id=name), slice=key) if not isinstance(
                key, ast.Constant
            ):
                # Sums by a key that is not told here: each part may have taken some.
                whole = self.scope.look_up(name)
                for at, one in (whole.items or {}).items():
                    self.put(name, at, computed([one, more]))
            case _:
                both = computed([before, more])
                self.bind(node.target, both if before.items is None else union([before, more]))

    def _do_Return(self, node: ast.Return) -> None:
        self.scope.returned.append(self.value(node.value) if node.value else NOTHING)

    def _do_FunctionDef(self, node: ast.FunctionDef) -> None:
        for one in node.decorator_list:
            self.value(one)
        made = (node, self.scope)
        self.scope.names[node.name] = Value(made=made)
        # A check within is seen also where nothing here calls the function.
        self.called(made, [], {}, unknown=READ)

    _do_AsyncFunctionDef = _do_FunctionDef

    def _do_ClassDef(self, node: ast.ClassDef) -> None:
        inner = Scope(outer=self.scope)
        before, self.scope = self.scope, inner
        self.follow(node.body)
        self.scope = before
        self.scope.names[node.name] = Value(made=node, items=dict(inner.names))

    def _do_If(self, node: ast.If) -> None:
        self.value(node.test)
        self._ways(node.body, node.orelse)

    def _ways(self, *bodies: list[ast.stmt]) -> None:
        begin, ends = dict(self.scope.names), []
        for body in bodies:
            self.scope.names = dict(begin)
            self.follow(body)
            ends.append(self.scope.names)
        names = dict.fromkeys(name for one in ends for name in one)
        self.scope.names = {
            name: union({id(one[name]): one[name] for one in ends if name in one}.values())
            for name in names
        }

    def _do_For(self, node: ast.For) -> None:
        over = self.value(node.iter)
        # Twice, since what one turn leaves the next one finds.
        for _ in range(2):
            self.bind(node.target, element(over))
            self.follow(node.body)
        self.follow(node.orelse)

    def _do_While(self, node: ast.While) -> None:
        for _ in range(2):
            self.value(node.test)
            self.follow(node.body)
        self.follow(node.orelse)

    def _do_With(self, node: ast.With) -> None:
        for one in node.items:
            value = self.value(one.context_expr)
            if one.optional_vars:
                self.bind(one.optional_vars, value)
        self.follow(node.body)

    def _do_Try(self, node: ast.Try) -> None:
        self._ways([*node.body, *node.orelse], *(one.body for one in node.handlers))
        self.follow(node.finalbody)

    def _do_Match(self, node: ast.Match) -> None:
        subject = self.value(node.subject)
        for one in (part for case in node.cases for part in ast.walk(case.pattern)):
            if name := getattr(one, "name", None) or getattr(one, "rest", None):
                self.scope.names[str(name)] = element(subject)
        self._ways(*(one.body for one in node.cases))

    def bind(self, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name(id=name):
                self.scope.names[name] = value
            case ast.Starred(value=inner):
                self.bind(inner, value)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                known = value.items
                told = known is not None and set(known) == set(range(len(parts)))
                for number, one in enumerate(parts):
                    self.bind(one, known[number] if told and known else element(value))
            case ast.Subscript() | ast.Attribute():
                self._take_in(target, value)

    def _take_in(self, target: ast.expr, value: Value) -> None:
        """A part is put into an object: `found["x"] = value`, `found.x = value`."""
        match target:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=key)):
                pass
            case ast.Attribute(value=ast.Name(id=name), attr=key):
                pass
            case ast.Subscript(value=ast.Name(id=name), slice=other):
                self.value(other)
                key = ("some part", ast.unparse(other))
            case ast.Subscript(
                value=ast.Attribute(value=ast.Name(id=name), attr=place), slice=ast.Tuple(elts=at)
            ) if place in _PLACES and isinstance(at[-1], ast.Constant):
                key = at[-1].value
            case _:
                return
        self.put(name, key, value)

    def put(self, name: str, key: Any, value: Value) -> None:
        whole = self.scope.look_up(name)
        items = {**(whole.items or {}), key: value}
        home = self.scope.home(name)
        if is_open(whole):
            home.names[name] = replace(whole, items=items, more=True)
        else:
            home.names[name] = replace(holding(items), made=whole.made)

    # Expressions.

    def value(self, node: ast.expr | None) -> Value:
        if node is None:
            return NOTHING
        way: Callable[[Any], Value] = getattr(self, f"_of_{type(node).__name__}", self._of_any)
        return way(node)

    def _of_any(self, node: ast.AST) -> Value:
        return computed(
            self.value(one) for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)
        )

    def _of_Constant(self, node: ast.Constant) -> Value:
        empty = node.value is None or node.value is Ellipsis
        return NOTHING if empty else replace(TYPED, literal=node.value)

    def _of_Name(self, node: ast.Name) -> Value:
        return self.scope.look_up(node.id)

    def _of_NamedExpr(self, node: ast.NamedExpr) -> Value:
        value = self.value(node.value)
        self.bind(node.target, value)
        return value

    def _of_Starred(self, node: ast.Starred) -> Value:
        return self.value(node.value)

    def _of_Tuple(self, node: ast.Tuple | ast.List | ast.Set) -> Value:
        items: dict[Any, Value] = {}
        for one in node.elts:
            value = self.value(one)
            if isinstance(one, ast.Starred):
                known = value.items if value.items is not None else {0: element(value)}
                items |= {len(items) + n: part for n, part in enumerate(known.values())}
            else:
                items[len(items)] = value
        return holding(items)

    _of_List = _of_Set = _of_Tuple

    def _of_Dict(self, node: ast.Dict) -> Value:
        items: dict[Any, Value] = {}
        for key, one in zip(node.keys, node.values):
            value = self.value(one)
            if key is None:
                items |= value.items if value.items is not None else {("more", id(one)): value}
                continue
            self.value(key)
            items[key.value if isinstance(key, ast.Constant) else ast.unparse(key)] = value
        return holding(items)

    def _of_UnaryOp(self, node: ast.UnaryOp) -> Value:
        return replace(self.value(node.operand), literal=None)

    def _of_BinOp(self, node: ast.BinOp) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.BitOr | ast.Add) and left.items is not None:
            return self._joined(node.op, left, right)
        return computed([left, right])

    @staticmethod
    def _joined(how: ast.operator, left: Value, right: Value) -> Value:
        """Two mappings by `|`, two lists by `+`."""
        if right.items is None:
            return union([replace(left, items=None), right])
        if isinstance(how, ast.BitOr):
            return holding({**(left.items or {}), **right.items})
        return holding(dict(enumerate([*(left.items or {}).values(), *right.items.values()])))

    def _of_BoolOp(self, node: ast.BoolOp) -> Value:
        values = [self.value(one) for one in node.values]
        if any(one.typed and not isinstance(one.literal, bool) for one in values):
            # `x or 0.97` may be the literal.
            return replace(union(values), items=None, literal=None)
        return computed(values)

    def _of_IfExp(self, node: ast.IfExp) -> Value:
        test = self.value(node.test)
        ways = [self.value(node.body), self.value(node.orelse)]
        plain = all(one.nothing or isinstance(one.literal, bool) for one in ways)
        if plain:
            return computed([test]) if test.read else TYPED
        return union([*ways, TYPED]) if test.typed and not test.read else union(ways)

    def _of_Attribute(self, node: ast.Attribute) -> Value:
        whole = self.value(node.value)
        if whole.items is not None and node.attr in whole.items:
            return whole.items[node.attr]
        if node.attr in _PLACES:
            return whole
        path = f"{whole.path}.{node.attr}" if whole.path else ""
        if _UNBOUNDED.fullmatch(path):
            return NOTHING
        return Value(whole.typed, whole.read, whole.nothing, path=path)

    def _of_Subscript(self, node: ast.Subscript) -> Value:
        whole = self.value(node.value)
        self.value(node.slice)
        return part(whole, node.slice)

    def _of_Yield(self, node: ast.Yield | ast.YieldFrom) -> Value:
        self.scope.returned.append(element(self.value(node.value)))
        return READ

    _of_YieldFrom = _of_Yield

    def _of_Slice(self, node: ast.Slice) -> Value:
        return self._of_any(node)

    def _of_Lambda(self, node: ast.Lambda) -> Value:
        made = (node, self.scope)
        self.called(made, [], {}, unknown=READ)
        return Value(made=made)

    def _comprehended(self, node: Any, made: Iterable[ast.expr]) -> Value:
        before, self.scope = self.scope, Scope(outer=self.scope)
        for one in node.generators:
            self.bind(one.target, element(self.value(one.iter)))
            for test in one.ifs:
                self.value(test)
        value = union([self.value(one) for one in made])
        given, self.scope = self.scope, before
        # What := gives within stays after it.
        walrus = {one.target.id for one in ast.walk(node) if isinstance(one, ast.NamedExpr)}  # type: ignore[attr-defined]
        before.names |= {name: given.names[name] for name in walrus & given.names.keys()}
        return replace(value, items={("each", 0): value}, literal=None, made=None, path="")

    def _of_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
        return self._comprehended(node, [node.elt])

    _of_SetComp = _of_GeneratorExp = _of_ListComp

    def _of_DictComp(self, node: ast.DictComp) -> Value:
        return self._comprehended(node, [node.value])

    def _of_JoinedStr(self, node: ast.JoinedStr) -> Value:
        shown = [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
        return computed([self.value(one) for one in shown] or [TYPED])

    # Calls.

    def _of_Call(self, node: ast.Call) -> Value:
        callee = self._callee(node.func)
        args: list[Value] = []
        for one in node.args:
            value = self.value(one)
            if isinstance(one, ast.Starred):
                args += value.items.values() if value.items is not None else [element(value)] * 2
            else:
                args.append(value)
        named: dict[str, Value] = {}
        for keyword in node.keywords:
            value = self.value(keyword.value)
            if keyword.arg:
                named[keyword.arg] = value
            else:
                known = value.items if value.items is not None else {"found": value}
                named |= {str(key): one for key, one in known.items()}
        if self._is_check(node, callee):
            self.found.append((node, named.get("found", args[1] if len(args) > 1 else NOTHING)))
            return READ
        if any(_checks(one) for one in (*args, *named.values())):
            # Who hands the check itself on hides what is found.
            self.found.append((node, union([TYPED, *args[1:]])))
        return self._called(node, callee, args, named)

    def _callee(self, func: ast.expr) -> Value:
        if isinstance(func, ast.Call) and ast.unparse(func.func) == "getattr" and func.args[1:]:
            whole, name = self.value(func.args[0]), self.value(func.args[1]).literal
            return Value(whole.typed, whole.read, path=f"{whole.path}.{name}")
        return self.value(func)

    @staticmethod
    def _is_check(node: ast.Call, callee: Value) -> bool:
        if callee.made:
            return False
        return bool(CHECK.fullmatch(callee.path)) or (
            isinstance(node.func, ast.Attribute) and node.func.attr == "check"
        )

    def _called(
        self, node: ast.Call, callee: Value, args: list[Value], named: dict[str, Value]
    ) -> Value:
        given = [*args, *named.values()]
        if READERS.fullmatch(callee.path):
            return READ
        if isinstance(callee.made, ast.ClassDef):
            return self._instance(callee, args, named)
        if callee.made:
            return self.called(callee.made, args, named)
        name = callee.path or ast.unparse(node.func)
        if name.split(".")[-1] in _OF_EACH and any(one.made for one in given):
            made = [
                one.made for one in given if one.made and not isinstance(one.made, ast.ClassDef)
            ]
            results = [self.called(one, [], {}, unknown=READ) for one in made]
            if results and is_typed(union(results)):
                return replace(union(results), items=None)
        if name.split(".")[-1] in ("replace", "_replace", "assign") and named:
            whole = args[0] if args else self.value(getattr(node.func, "value", None))
            items = {**(whole.items or {}), **named}
            return replace(whole, items=items, more=is_open(whole))
        if name == "setattr" and isinstance(node.args[0], ast.Name) and args[1:]:
            self.put(node.args[0].id, args[1].literal, args[-1])
        if name == "exec":
            # What it defines nobody sees.
            self.found.append((node, TYPED))
        if name in _PASSED_ON:
            return holding(named) if name == "dict" and named else union(args)
        if name in ("zip", "enumerate"):
            rows = [element(one) for one in args]
            row = [*([PLAIN] if name == "enumerate" else []), *rows[: None if name == "zip" else 1]]
            return replace(union(row), items={("each", 0): holding(dict(enumerate(row)))})
        if isinstance(node.func, ast.Attribute):
            return self._method(node.func, args, named)
        if name == "float" and args and str(args[0].literal).strip("-+").lower() in ("inf", "nan"):
            return NOTHING
        return computed([*given, replace(callee, path="", nothing=False)])

    def _method(self, func: ast.Attribute, args: list[Value], named: dict[str, Value]) -> Value:
        whole, given = self.value(func.value), [*args, *named.values()]
        if func.attr in _TAKEN_IN and isinstance(func.value, ast.Name):
            new = args[-1] if args else PLAIN
            taken = new if func.attr in ("extend", "update") else holding({0: new})
            for key, one in (taken.items or {("each", 0): element(taken)}).items():
                self.put(func.value.id, key if func.attr == "update" else (key, id(func)), one)
        if whole.items is not None and not whole.made:
            if func.attr in _LOOKED_UP:
                key = ast.Constant(args[0].literal) if args and args[0].literal else None
                return union([part(whole, key), *args[1:]])
            if func.attr == "items":
                pairs = {key: holding({0: PLAIN, 1: one}) for key, one in whole.items.items()}
                return holding(dict(enumerate(pairs.values())))
            if func.attr in ("values", "copy"):
                return whole
        return computed([*given, replace(whole, path="", nothing=False)])

    def _instance(self, kind: Value, args: list[Value], named: dict[str, Value]) -> Value:
        """An object of a class of the chapter, whose fields come in their order or by name."""
        fields = [
            one.target.id
            for one in kind.made.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        ]
        return holding({**(kind.items or {}), **dict(zip(fields, args)), **named})

    def called(
        self,
        made: Any,
        args: list[Value],
        named: dict[str, Value],
        unknown: Value | None = None,
    ) -> Value:
        """What a function of the chapter returns for these arguments."""
        node, home = made
        if self.depth >= _DEEPEST:
            return computed([*args, *named.values()])
        inner, spec = Scope(outer=home), node.args
        places = [one.arg for one in (*spec.posonlyargs, *spec.args)]
        defaults = [self.value(one) for one in spec.defaults]
        inner.names |= dict(zip(places[len(places) - len(defaults) :], defaults))
        inner.names |= {
            one.arg: self.value(default)
            for one, default in zip(spec.kwonlyargs, spec.kw_defaults)
            if default
        }
        if unknown:
            inner.names |= dict.fromkeys([*places, *(one.arg for one in spec.kwonlyargs)], unknown)
        for star in (spec.vararg, spec.kwarg):
            if star:
                inner.names[star.arg] = unknown or union([*args, *named.values(), NOTHING])
        inner.names |= {**dict(zip(places, args)), **named}
        before, self.scope = self.scope, inner
        self.depth += 1
        if isinstance(node, ast.Lambda):
            inner.returned.append(self.value(node.body))
        else:
            self.follow(node.body)
        self.depth -= 1
        self.scope = before
        return union(inner.returned) if inner.returned else NOTHING


def is_open(whole: Value) -> bool:
    """Whether a value that was read has parts beside those known: a frame whose columns are set."""
    return whole.more or (whole.read and whole.items is None)


def element(whole: Value) -> Value:
    """One part of a value, whichever."""
    if whole.items and not whole.more:
        return union(whole.items.values())
    return replace(whole, items=None, more=False, literal=None, path="", made=None, nothing=False)


def part(whole: Value, key: ast.expr | None) -> Value:
    """The part of a value at a key; where that is not told, one of its parts."""
    known = whole.items
    if known is None:
        return element(whole)
    if isinstance(key, ast.Tuple) and isinstance(key.elts[-1], ast.Constant):
        # A cell of a frame, by row and column.
        key = key.elts[-1] if key.elts[-1].value in known else key
    at = key.value if isinstance(key, ast.Constant) else ast.unparse(key) if key else None
    if at in known:
        return known[at]
    if isinstance(key, ast.Slice):
        return whole
    return READ if whole.more else element(whole)


def _checks(value: Value) -> bool:
    return not value.made and value.path.startswith("claimsbook.") and value.path.endswith(".check")


def is_typed(value: Value) -> bool:
    """Whether a finding, or a part of it, comes from literals alone."""
    return value.typed or not (value.read or value.nothing)


def typed_findings(sources: list[str]) -> list[str]:
    """The checks of a chapter (the sources of its cells) of which a finding is typed."""
    reader = Reader()
    for one in sources:
        reader.follow(ast.parse(one).body)
    return list(
        dict.fromkeys(ast.unparse(call)[:90] for call, value in reader.found if is_typed(value))
    )
