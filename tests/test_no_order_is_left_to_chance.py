"""Nothing is told in the order of a set, nor of rows that no one ordered: read in the sources, for runs can't try every seed.

A set may be asked whether it holds something, counted, or sorted by what tells all its members apart.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.paths import ROOT
from etl.versions import MODELS

SOURCES = sorted(path for package in ("dashboard", "etl") for path in (ROOT / package).rglob("*.py"))
_SETS = {"set", "frozenset"}
_IN_ORDER = {"list", "tuple", "enumerate", "iter", "next", "zip", "map", "filter", "dict", "fromkeys", "join", "extend"}
_BY_KEY = {"sorted", "min", "max"}
_FREE = {"sorted", "set", "frozenset", "any", "all", "len", "min", "max"}  # give the same whatever the order


def sets_of(scope: ast.AST) -> set[str]:
    """Names that hold a set throughout a function or module: each time they are given a value, it is one."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(is_set(node.value, set()))
        elif isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation is not None:
            name = node.arg if isinstance(node, ast.arg) else getattr(node.target, "id", "")
            given.setdefault(name, []).append(ast.unparse(node.annotation).startswith(("set[", "frozenset[")))
    return {name for name, found in given.items() if all(found)}


def is_set(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, (ast.Set, ast.SetComp)):
        return True
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in _SETS
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)):
        sides = (node.left, node.right)
        return any(is_set(side, names) or (is_keys(side) and not isinstance(node.op, ast.Add)) for side in sides)
    return isinstance(node, ast.Name) and node.id in names


def is_keys(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("keys", "items")


def is_total(call: ast.Call) -> bool:
    """Whether a key tells all members apart: none, or a tuple that ends with the member itself."""
    key = next((word.value for word in call.keywords if word.arg == "key"), None)
    if key is None:
        return True
    if not isinstance(key, ast.Lambda) or not isinstance(key.body, ast.Tuple):
        return False
    last = key.body.elts[-1]
    return isinstance(last, ast.Name) and last.id == key.args.args[0].arg


def left_to_chance(tree: ast.AST) -> Iterator[int]:
    """Lines where the order of a set can be seen."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for scope in (n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.Module))):
        names = sets_of(scope)
        for node in ast.walk(scope):
            if isinstance(node, (ast.For, ast.Starred)) and is_set(
                node.iter if isinstance(node, ast.For) else node.value, names
            ):
                if not (isinstance(node, ast.Starred) and isinstance(parents.get(node), ast.Set)):
                    yield node.lineno
            elif isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.DictComp)):
                around = parents.get(node)
                is_free = isinstance(around, ast.Call) and _name(around) in _FREE and is_total(around)
                if not is_free and any(is_set(part.iter, names) for part in node.generators):
                    yield node.lineno
            elif isinstance(node, ast.Call) and node.args and is_set(node.args[0], names):
                name = _name(node)
                if name in _IN_ORDER or (name in _BY_KEY and not is_total(node)):
                    yield node.lineno
            elif _pops(node, names) and not _holds_one(scope, node):
                yield node.lineno


def _pops(node: ast.AST, names: set[str]) -> bool:
    """Whether any member of a set is taken from it."""
    is_pop = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "pop"
    return is_pop and not node.args and is_set(node.func.value, names)  # type: ignore[attr-defined]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _holds_one(scope: ast.AST, call: ast.Call) -> bool:
    """Whether the function makes sure that the set has one member: it asks for its length."""
    return f"len({ast.unparse(call.func.value)})" in ast.unparse(scope)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_source_tells_in_the_order_of_a_set(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert sorted(set(left_to_chance(tree))) == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("x = sorted({r['a'] for r in rows}, key=lambda c: -size(c))", True),
        ("x = sorted({r['a'] for r in rows}, key=lambda c: (-size(c), c))", False),
        ("x = sorted({r['a'] for r in rows})", False),
        ("def f(a: set[str]):\n  return [one for one in a]", True),
        ("def f(a: frozenset[str]):\n  return max(a, key=len)", True),
        ("def f(a):\n  b = set(a)\n  return ', '.join(b)", True),
        ("x = [k for k in old.keys() | new.keys()]", True),
        ("x = sorted(k for k in old.keys() & new.keys())", False),
        ("x = any(k in a for k in {1, 2})", False),
        ("x = [*{1, 2}]", True),
    ],
)
def test_the_reading_finds_what_it_should(source: str, is_found: bool) -> None:
    assert bool(list(left_to_chance(ast.parse(source)))) == is_found


def statements() -> Iterator[tuple[str, str]]:
    """Every SQL statement of the tool, with where it stands."""
    for path in sorted(MODELS.glob("*.sql")):
        text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
        for number, statement in enumerate(filter(str.strip, text.split(";\n")), 1):
            yield f"{path.name} {number}", " ".join(statement.split()).rstrip(";")
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = (
                node.value
                if isinstance(node, ast.Constant)
                else ast.unparse(node)
                if isinstance(node, ast.JoinedStr)
                else ""
            )
            if isinstance(text, str) and re.search(r"\bselect\b.*\bfrom\b", text, re.DOTALL):
                yield f"{path.name}:{node.lineno}", " ".join(text.split())


SQL = dict(statements())


@pytest.mark.parametrize("place", SQL)
def test_no_query_leaves_to_the_database_which_row_is_first(place: str) -> None:
    sql = SQL[place]
    assert not re.search(r"\b(any_value|first|last|string_agg|group_concat|arg_max|mode)\(", sql)
    assert not re.search(r"\bover \(\)", sql)
    assert not re.search(r"(?<![a-z_])sum\((?!\*)(?!\w+::bigint\))", sql), (
        "sums of numbers depend on their order: list_sum(list(x order by x)), or sum(x::bigint) of whole numbers"
    )
    for inside in re.findall(r"(?<![a-z_])list\(([^()]*(?:\([^()]*\)[^()]*)*)\)", sql):
        assert " order by " in inside or inside.isupper(), inside  # a constant of ours, written into the query
    if " limit " in sql:
        assert re.search(r"order by [^)]*(?:\([^()]*\)[^)]*)*\b(row_key|all)\b[^()]* limit ", sql)
    if place.endswith(tuple("0123456789")) and ".sql" in place and re.match(r"(create table|insert into)", sql):
        assert re.search(r" order by [^()]*(\([^()]*(\([^()]*\)[^()]*)*\)[^()]*)*$", sql), (
            "a table has its rows in an order"
        )
