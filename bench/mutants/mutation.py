"""What a mutant is: one place of a function's body, changed."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType

OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
    "filter": "exclude",
    "exclude": "filter",
    "first": "last",
    "last": "first",
}
TRANSLATED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}

Change = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """One change of one place. ``key`` stays the same while its line and its neighbours do."""

    key: str
    module: str
    function: str
    line: int
    source: str
    operator: str
    code: CodeType


def mutants(module: str, path: str, source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree, lines = ast.parse(source), source.splitlines()
    found: list[Mutant] = []
    met: Counter[tuple[str, str, str]] = Counter()
    for function, node in list(_bodies(tree)):
        for operator, change in _changes(node):
            line: int = node.lineno  # type: ignore[attr-defined]
            text = lines[line - 1].strip()
            same = (function, text, operator)
            met[same] += 1
            key = hashlib.sha256(f"{module} {same} {met[same]}".encode()).hexdigest()[:10]
            with _put_back(node):
                change(node)
                code = compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)
            found.append(Mutant(key, module, function, line, text, operator, code))
    return sorted(found, key=lambda mutant: mutant.line)


@contextmanager
def _put_back(node: ast.AST) -> Iterator[None]:
    """Let a node be changed, and bring it back to what it was."""
    kind, parts = node.__class__, vars(node).copy()
    lists = {name: list(part) for name, part in parts.items() if isinstance(part, list)}
    yield
    node.__class__ = kind
    vars(node).update(parts | lists)


def _bodies(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What stands in the bodies of functions, each with the name of its function."""

    def inside(node: ast.AST, names: list[str], running: bool) -> Iterator[tuple[str, ast.AST]]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            runs = isinstance(node, ast.FunctionDef)
            if any(getattr(one, "id", "") == "overload" for one in node.decorator_list):
                return
            for part in node.body:
                if not _is_text(part):
                    yield from inside(part, [*names, node.name], runs)
            return
        if running:
            yield ".".join(names), node
        for child in _children(node):
            yield from inside(child, names, running)

    yield from inside(tree, [], False)


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that decide something: no types, no words for people, no assertions."""
    match node:
        case ast.Assert() | ast.JoinedStr() | ast.Import() | ast.ImportFrom():
            return
        case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError"))):
            return
        case ast.AnnAssign():
            yield from [node.value] if node.value else []
        case ast.Call(func=ast.Name(id=name)) if name in TRANSLATED or name in {"cast", "super"}:
            return
        case _:
            yield from ast.iter_child_nodes(node)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What can be done to a node, each with the name that a report gives it."""
    match node:
        case ast.Compare(ops=ops):
            for number, operator in enumerate(ops):
                other = OPPOSITES.get(type(operator))
                if other:
                    name = f"{type(operator).__name__} → {other.__name__}"
                    yield name, _setter("ops", other(), number)
        case ast.BoolOp(op=operator) | ast.BinOp(op=operator) | ast.AugAssign(op=operator):
            other = OPPOSITES.get(type(operator))
            if other:
                yield f"{type(operator).__name__} → {other.__name__}", _setter("op", other())
        case ast.UnaryOp(op=ast.Not()):
            yield "drop “not”", _not_not
        case ast.If() | ast.IfExp():
            yield "turn the condition round", _negate
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "return None", _setter("value", ast.Constant(None))
        case ast.Continue():
            yield "continue → break", _become(ast.Break)
        case ast.Break():
            yield "break → continue", _become(ast.Continue)
        case ast.Constant(value=bool(value)):
            yield f"{value} → {not value}", _setter("value", not value)
        case ast.Constant(value=int(value)):
            yield f"{value} → {value + 1}", _setter("value", value + 1)
        case ast.Constant(value=str(value)) if value:
            yield f"{value!r} → {value + 'X'!r}", _setter("value", value + "X")
        case ast.Expr(value=ast.Call()):
            yield "drop the call", _setter("value", ast.Constant(None))
        case ast.Name(id=name) if name in NAMES and isinstance(node.ctx, ast.Load):
            yield f"{name} → {NAMES[name]}", _setter("id", NAMES[name])
        case ast.Attribute(attr=name) if name in NAMES and isinstance(node.ctx, ast.Load):
            yield f"{name} → {NAMES[name]}", _setter("attr", NAMES[name])


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _setter(name: str, value: object, number: int | None = None) -> Change:
    def change(node: ast.AST) -> None:
        if number is None:
            setattr(node, name, value)
        else:
            getattr(node, name)[number] = value

    return change


def _not_not(node: ast.AST) -> None:
    node.operand = ast.UnaryOp(op=ast.Not(), operand=node.operand)  # type: ignore[attr-defined]


def _negate(node: ast.AST) -> None:
    node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)  # type: ignore[attr-defined]


def _become(kind: type[ast.Break] | type[ast.Continue]) -> Change:
    def change(node: ast.AST) -> None:
        node.__class__ = kind

    return change


def functions_of(code: CodeType) -> Iterator[CodeType]:
    """The code of every function in ``code``, however deep."""
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from functions_of(part)
