"""Row heads of the tables of a drawn PDF: the first cell of each row is said to be its head.

Typst can say it of its own accord one day (`pdf.header-cell` is not in the release used here). Cells name their heads one
by one, so each cell of a row takes the row's head besides its column's.
"""

from __future__ import annotations

import re

from dashboard.render.pdf.objects import Objects, UnknownFormError

_LANG = rb"(?:/Lang\([^)]*\))?"
_BODY = re.compile(rb"<</Type/StructElem/S/TBody/P \d+ 0 R%b/K\[([^\]]*)\]" % _LANG)
_ROW = re.compile(rb"<</Type/StructElem/S/TR/P \d+ 0 R%b/K\[([^\]]*)\]" % _LANG)
_CELL = re.compile(rb"<</Type/StructElem/S/TD(/P \d+ 0 R%b/A\[<</O/Table)/Headers\[([^\]]*)\]" % _LANG)
_KIDS = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_NAMES = re.compile(rb"/IDTree<</Names\[([^\]]*)\]")
_EMPTY = b"/K[]"
_HEAD = re.compile(rb"<</Type/StructElem/S/THead/P \d+ 0 R%b/K\[([^\]]*)\]" % _LANG)
_HOLDER = re.compile(rb"<</Type/StructElem/S/TH/P \d+ 0 R%b/ID(\(U[^)]*\)).*/K\[\]" % _LANG, re.DOTALL)
_NAMED = re.compile(rb"(\(U[^)]*\))\s*\d+ 0 R\s*")
_LAST = re.compile(rb"\s*\b(\d+) 0 R\]")
_GONE = b"null\nendobj\n"


def head_rows(objects: Objects) -> None:
    """Make the first cell of each row of a table its head, where it says anything. Raises UnknownFormError."""
    heads: dict[bytes, int] = {}
    for _, body in list(objects.items()):
        table = _BODY.match(body)
        if table is None and body.startswith(b"<</Type/StructElem/S/TBody"):
            raise UnknownFormError
        for row in map(int, _KIDS.findall(table[1])) if table else ():
            found = _ROW.match(objects[row])
            if found is None:
                raise UnknownFormError
            cells = [int(n) for n in _KIDS.findall(found[1])]
            if len(cells) > 1 and _EMPTY not in objects[cells[0]]:
                heads[_head_row(objects, cells)] = cells[0]
    if heads:
        _list_heads(objects, heads)


def drop_holders(objects: Objects) -> None:
    """Take out the empty last column by which a table holds rows together (`holds` in parts.typ). Raises UnknownFormError."""
    names = []
    for _, body in list(objects.items()):
        head = _HEAD.match(body)
        for row in map(int, _KIDS.findall(head[1])) if head else ():
            last = _cells(objects, row)[-1]
            holder = _HOLDER.match(objects[last])
            if holder:
                names.append(holder[1])
                _drop(objects, row, last)
    if not names:
        return
    dropped, held = set(names), {b"/Headers[%b]" % name for name in names}
    for number, body in list(objects.items()):
        if body.startswith(b"<</Type/StructElem/S/TR"):
            last = (_cells(objects, number) or [0])[-1]
            if last and _EMPTY in objects[last] and any(name in held for name in _HEADERS.findall(objects[last])):
                _drop(objects, number, last)
        elif body.startswith(b"<</Type/StructTreeRoot"):
            objects[number] = _NAMED.sub(lambda named: b"" if named[1] in dropped else named[0], body)


def _cells(objects: Objects, row: int) -> list[int]:
    found = _ROW.match(objects[row])
    if found is None:
        raise UnknownFormError
    return [int(n) for n in _KIDS.findall(found[1])]


def _drop(objects: Objects, row: int, cell: int) -> None:
    last = b"%d" % cell
    objects[row] = _LAST.sub(lambda kid: b"]" if kid[1] == last else kid[0], objects[row])
    objects[cell] = _GONE


def _head_row(objects: Objects, cells: list[int]) -> bytes:
    """Mark the cells of a row; gives the name of its head."""
    name = b"(Y%07d)" % cells[0]  # sorts after the names of column heads, which begin with U
    for number in cells:
        cell = _CELL.match(objects[number])
        if cell is None:
            raise UnknownFormError
        if number == cells[0]:
            body = b"<</Type/StructElem/S/TH/ID%b%b/Scope/Row/Headers[%b]" % (name, cell[1], cell[2])
        else:
            body = b"<</Type/StructElem/S/TD%b/Headers[%b%b]" % (cell[1], cell[2], name)
        objects[number] = body + objects[number][cell.end() :]
    return name


def _list_heads(objects: Objects, heads: dict[bytes, int]) -> None:
    """Enter the names of row heads in the document's tree of names."""
    for number, body in objects.items():
        found = _NAMES.search(body) if body.startswith(b"<</Type/StructTreeRoot") else None
        if found is not None:
            more = b"".join(b"%b%d 0 R" % (name, heads[name]) for name in sorted(heads))
            objects[number] = body[: found.end(1)] + more + body[found.end(1) :]
            return
    raise UnknownFormError
