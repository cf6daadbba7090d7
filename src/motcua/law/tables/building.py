"""From columns and rows to every equation, limit and share that a table must satisfy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from motcua.law.tables.ledger import Equation, Key, Ledger, Limit, Ratio
from motcua.law.tables.numbers import is_nothing
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.relations import Relations, Sum, share_of
from motcua.law.tables.slips import slip_between
from motcua.law.tables.table import Column, ReadTable, Row
from motcua.law.tables.wording import column_of, label_of
from motcua.law.tables.words import fold, shortened

SHARES = {
    "early": "resolved",
    "on_time": "resolved",
    "early_on_time": "resolved",
    "late": "resolved",
    "resolved_behaviour": "resolved",
    "resolved_regulation": "resolved",
    "within": "pending",
    "overdue": "pending",
    "pending_behaviour": "pending",
    "pending_regulation": "pending",
    "online_count": "all_count",
    "counter_count": "all_count",
    "online_amount": "all_amount",
    "counter_amount": "all_amount",
}
"""What the share row relates a column to; others to the total."""


def ledger_of(table: ReadTable, relations: Relations) -> Ledger:
    """The figures of a table with its row identities, limits and rates; sums over rows come by `add_sums`."""
    ledger = Ledger()
    _fill(table, ledger)
    total = next(table.of_kind(RowKind.TOTAL), None)
    for index, row in enumerate(table.rows):
        if row.kind is RowKind.SHARE or not row.has_figures:
            continue
        for one in relations.sums:
            if _says_something(row, one.columns):
                whole, parts, besides = (index, one.whole), _keys(index, one.parts), _keys(index, one.besides)
                words = _words(table, index, one)
                ledger.add(Equation("row_identity", whole, parts, words, besides=besides))
        for most in relations.most:
            words = (
                f"dòng “{label_of(table, index)}”: “{_name(table, most.part)}” không quá “{_name(table, most.whole)}”"
            )
            ledger.add(Limit((index, most.part), (index, most.whole), words))
        _add_rates(table, relations, ledger, index, total)
    return ledger


def _fill(table: ReadTable, ledger: Ledger) -> None:
    used = {column.at for column in table.figures if any(row.value(column.at) is not None for row in table.rows)}
    for index, row in enumerate(table.rows):
        for at, figure in row.figures.items():
            if figure.value is not None:
                ledger.values[index, at] = figure.value
            elif at in used and is_nothing(figure.text) and not _says_no_data(figure.text):
                ledger.values[index, at] = Decimal(0)
            else:
                ledger.unknown.add((index, at))


def _says_no_data(text: str) -> bool:
    return len(text.strip()) > 3


def _says_something(row: Row, columns: Iterable[int]) -> bool:
    return any(row.value(at) is not None or row.figures[at].is_text for at in columns)


def _name(table: ReadTable, at: int) -> str:
    return shortened(column_of(table, at).label, 40)


def _words(table: ReadTable, index: int, one: Sum) -> str:
    left = " + ".join(f"“{_name(table, at)}”" for at in (one.whole, *one.besides))
    right = " + ".join(f"“{_name(table, at)}”" for at in one.parts)
    return f"dòng “{label_of(table, index)}”: {left} = {right}"


def _add_rates(table: ReadTable, relations: Relations, ledger: Ledger, index: int, total: int | None) -> None:
    row = table.rows[index]
    for rate in relations.rates:
        if row.value(rate.rate) is None:
            continue
        below = total if rate.of_total and total is not None else index
        parts, wholes = _keys(index, rate.parts), _keys(below, rate.wholes)
        right = " + ".join(f"“{_name(table, at)}”" for at in rate.parts)
        left = " + ".join(f"“{_name(table, at)}”" for at in rate.wholes)
        of = f"{left} của dòng tổng" if rate.of_total else left
        words = f"dòng “{label_of(table, index)}”: “{_name(table, rate.rate)}” là {right} trên {of}"
        ledger.add(Ratio("rate", (index, rate.rate), parts, wholes, rate.places, words))


def _keys(index: int, columns: Iterable[int]) -> tuple[Key, ...]:
    return tuple((index, at) for at in columns)


def members(table: ReadTable, index: int) -> list[int]:
    """The rows whose sum a total, a subtotal or a section is; sections without figures give way to their rows."""
    row = table.rows[index]
    if row.kind is RowKind.TOTAL:
        tops = [at for at, one in enumerate(table.rows) if one.parent is None and _counts(one)]
    elif row.kind is RowKind.SUBTOTAL:
        tops = table.rows[row.parent].children if row.parent is not None else _since_the_last_sum(table, index)
    else:
        tops = row.children
    return [leaf for top in tops for leaf in _expanded(table, top)]


def _counts(row: Row) -> bool:
    return row.kind in (RowKind.BODY, RowKind.SECTION)


def _since_the_last_sum(table: ReadTable, index: int) -> list[int]:
    found: list[int] = []
    for at in range(index - 1, -1, -1):
        if table.rows[at].kind in (RowKind.SUBTOTAL, RowKind.TOTAL):
            break
        if _counts(table.rows[at]) and table.rows[at].parent is None:
            found.append(at)
    return found[::-1]


def _expanded(table: ReadTable, index: int) -> Iterator[int]:
    row = table.rows[index]
    if row.kind is RowKind.SECTION:
        for child in row.children:
            yield from _expanded(table, child)
    elif _counts(row):
        yield index


def add_sum(table: ReadTable, ledger: Ledger, index: int, rows: list[int]) -> None:
    """That the figures of a row are the sums of others."""
    row = table.rows[index]
    code = "column_sum" if row.kind is RowKind.TOTAL else "section_sum"
    for column in table.summed:
        at = column.at
        if row.value(at) is None and not row.figures[at].is_text:
            continue  # a total that is not printed claims nothing
        words = f"cột “{_name(table, at)}”: dòng “{label_of(table, index)}” là tổng của {len(rows)} dòng"
        ledger.add(Equation(code, (index, at), tuple((one, at) for one in rows), words))


def add_shares(table: ReadTable, ledger: Ledger) -> list[str]:
    """That share rows are shares of the row they stand under; sentences about rows that are something else."""
    notes = []
    for index in table.of_kind(RowKind.SHARE):
        base = _row_above(table, index)
        if base is None:
            continue
        places = max((f.number.places for f in table.rows[index].figures.values() if f.number), default=0)
        chosen = _scheme(table, index, base, places)
        if chosen is None:
            notes.append(f"Dòng “{label_of(table, index)}” không phải tỷ lệ của dòng trên nó nên không được tính lại.")
            continue
        for part, whole in chosen.items():
            words = (
                f"dòng “{label_of(table, index)}”, cột “{_name(table, part)}”: tỷ lệ trên “{_name(table, whole)}”"
                f" của dòng “{label_of(table, base)}”"
            )
            ledger.add(Ratio("share", (index, part), ((base, part),), ((base, whole),), places, words))
    return notes


def _row_above(table: ReadTable, index: int) -> int | None:
    sums = (RowKind.TOTAL, RowKind.SUBTOTAL)
    above = [at for at in range(index) if table.rows[at].kind in sums]
    if above:
        return above[-1]
    return next(table.of_kind(RowKind.TOTAL), None)


def _scheme(table: ReadTable, index: int, base: int, places: int) -> dict[int, int] | None:
    """Column → the column it is a share of, chosen so that most of the row is right; None when hardly any is."""
    row, below = table.rows[index], table.rows[base]
    columns = [c for c in table.summed if row.value(c.at) is not None and below.value(c.at) is not None]
    bases = _bases(table)
    if not columns or not bases:
        return None

    def right(part: int, whole: int) -> bool:
        of = below.value(whole)
        return bool(of) and row.value(part) == share_of(below.value(part) or Decimal(0), of or Decimal(1), places)

    schemes = [{c.at: chosen[c.at] for c in columns if c.at in chosen} for chosen in bases]
    scored = [(sum(right(part, whole) for part, whole in scheme.items()), scheme) for scheme in schemes]
    most, best = max(scored, key=lambda one: one[0])
    if most * 2 < len(columns):
        return None
    for part, whole in list(best.items()):
        of, said = below.value(whole), row.value(part)
        if right(part, whole) or not of or said is None:
            continue
        expected = share_of(below.value(part) or Decimal(0), of, places)
        other = next((c.at for c in table.summed if c.at != part and right(part, c.at)), None)
        if other is not None and slip_between(row.figures[part].text, said, expected, places) is None:
            best[part] = other  # this centre relates it to something else
    return {part: whole for part, whole in best.items() if below.value(whole)}


def _bases(table: ReadTable) -> list[Mapping[int, int]]:
    """Ways in which share rows relate columns: by what they mean, to the first of their group, all to one total."""
    roles = {role: column.at for role, column in table.roles.items()}
    whole = _whole(table, roles)
    if whole is None:
        return []
    by_role = {c.at: roles.get(SHARES.get(c.role, ""), whole) for c in table.summed}
    first: dict[str, int] = {}
    for column in table.summed:
        first.setdefault(column.head.path[0] if len(column.head.path) > 1 else str(column.at), column.at)
    by_group = {
        c.at: whole if len(c.head.path) < 2 or first[c.head.path[0]] == c.at else first[c.head.path[0]]
        for c in table.summed
    }
    return [by_role, by_group, dict.fromkeys((c.at for c in table.summed), whole)]


def _whole(table: ReadTable, roles: Mapping[str, int]) -> int | None:
    for role in ("total", "all_count", "sum"):
        if role in roles:
            return roles[role]
    named = [c for c in table.summed if c.head.path and fold(c.head.path[-1]).startswith(("tong", "cong", "total"))]
    return named[0].at if named else None


def columns_that_tell(table: ReadTable, index: int, rows: list[int]) -> list[Column]:
    """The summed columns in which a sum or its rows say more than zero."""
    row = table.rows[index]
    return [
        c
        for c in table.summed
        if row.value(c.at) is not None and (row.value(c.at) or any(table.rows[one].value(c.at) for one in rows))
    ]
