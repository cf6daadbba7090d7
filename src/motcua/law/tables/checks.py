"""Checks of single cells and rows, which need no other figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from motcua.law.tables.findings import Finding
from motcua.law.tables.ledger import Key, Ledger
from motcua.law.tables.numbers import Kind, printed
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.relations import Relations
from motcua.law.tables.table import Figure, ReadTable
from motcua.law.tables.wording import capital, column_of, label_of, spot_of
from motcua.law.tables.words import fold

_TOLD_BY_OTHERS = ("not_a_number", "formula_without_result", "separator")
"""What is wrong with a cell that other figures tell the value of."""
_MANY = 100
"""Two rows with the same figures are suspicious when these figures sum up to more."""


def odd_cells(table: ReadTable) -> dict[Key, str]:
    """Cells that look wrong by themselves, with the code of what is wrong."""
    found: dict[Key, str] = {}
    marks = _marks(table)
    for index, row in enumerate(table.rows):
        for at, figure in row.figures.items():
            kind = Kind.RATE if row.kind is RowKind.SHARE else column_of(table, at).kind
            if code := _oddity(figure, kind, marks, row.kind):
                found[index, at] = code
    return found


def _oddity(figure: Figure, kind: Kind, marks: Counter[str], row: RowKind) -> str:
    number = figure.number
    if figure.is_text:
        if figure.formula and figure.text.startswith("="):
            return "formula_without_result"
        return "" if row is RowKind.SECTION or len(figure.text) > 60 else "not_a_number"
    if number is None:
        return ""
    if kind is Kind.COUNT:
        if number.value < 0:
            return "negative_count"
        if number.value != number.value.to_integral_value():
            return "fractional_count"
    if kind is Kind.RATE and not 0 <= number.value <= 100:
        return "rate_range"
    if number.odd:
        return "separator"
    mark = _mark(figure.text)
    unusual = number.other is not None and marks[mark] * 2 < sum(marks.values())
    return "separator" if unusual else ""


def _marks(table: ReadTable) -> Counter[str]:
    """Which sign parts thousands in the counts of the table, and how often."""
    counts = [c.at for c in table.figures if c.kind is Kind.COUNT]
    texts = [row.figures[at].text for row in table.rows if row.kind is not RowKind.SHARE for at in counts]
    return Counter(mark for text in texts if (mark := _mark(text)))


def _mark(text: str) -> str:
    return next((sign for sign in text if sign in ".,"), "")


def odd_finding(table: ReadTable, ledger: Ledger, key: Key, code: str) -> Finding:
    """The finding for an odd cell that no equation has mended."""
    figure = table.rows[key[0]].figures[key[1]]
    expected = _expected(ledger, key) if code in _TOLD_BY_OTHERS else None
    spot = spot_of(table, key, expected)
    where = capital(spot.words)
    should = f", phải là {spot.expected}" if spot.expected else ""
    why = f": {spot.explanation}" if spot.explanation else ""
    other = figure.number.other if figure.number else None
    two = f" ({printed(figure.value or Decimal(0))} hay {printed(other)})" if other is not None else ""
    sentence = {
        "not_a_number": f"{where}: “{spot.printed}” không phải là số{should}{why}.",
        "formula_without_result": (
            f"{where}: công thức {spot.printed} chưa có kết quả lưu trong tệp{should};"
            " hãy mở tệp bằng Excel rồi lưu lại."
        ),
        "negative_count": f"{where}: in {spot.printed}; số lượng không thể âm.",
        "fractional_count": f"{where}: in {spot.printed}; số lượng phải là số nguyên.",
        "rate_range": f"{where}: in {spot.printed}; tỷ lệ phải từ 0 đến 100.",
        "separator": f"{where}: “{spot.printed}” có dấu phân cách không giống các ô khác, có thể hiểu sai{two}.",
    }[code]
    return Finding(code, sentence, spot)


def _expected(ledger: Ledger, key: Key) -> Decimal | None:
    """What all rules about a cell say that it must be; None where they differ or say nothing."""
    said = {value for at in ledger.of(key) if (value := ledger.needed(at, key)) is not None}
    return said.pop() if len(said) == 1 else None


def repeated_rows(table: ReadTable, *, known: bool) -> list[Finding]:
    """Rows that stand twice: with the same name, or with all the same figures.

    Args:
        known: whether the shape is known, so that a name can stand only once in its section.
    """
    findings = []
    by_name: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    by_figures: dict[tuple[Decimal | None, ...], list[int]] = defaultdict(list)
    counts = [column.at for column in table.summed]
    for index in table.leaves:
        row = table.rows[index]
        if row.label:
            by_name[row.parent, fold(row.label)].append(index)
        values = tuple(row.value(at) for at in counts)
        figures = [abs(value) for value in values if value]
        if len(figures) >= 4 and sum(figures) > _MANY:
            by_figures[values].append(index)
    told: set[int] = set()
    for group in by_name.values():
        same = len({tuple(table.rows[at].value(c) for c in counts) for at in group}) < len(group)
        if len(group) > 1 and (known or same):
            told |= set(group)
            findings.append(Finding("repeated_row", _repeated(table, group, same)))
    for group in by_figures.values():
        if len(group) > 1 and not told & set(group):
            names = " và ".join(f"“{label_of(table, at)}” (dòng {_line(table, at)})" for at in group)
            findings.append(Finding("repeated_figures", f"Các dòng {names} có mọi số liệu giống hệt nhau."))
    return findings


def _repeated(table: ReadTable, group: list[int], same: bool) -> str:
    lines = " và ".join(str(_line(table, at)) for at in group)
    how = "với cùng số liệu" if same else "với số liệu khác nhau"
    return f"Dòng “{label_of(table, group[0])}” đứng {len(group)} lần, {how} (dòng {lines})."


def _line(table: ReadTable, index: int) -> int:
    return table.grid.line(table.rows[index].at)


def money_without_transactions(table: ReadTable) -> list[Finding]:
    """Amounts that were collected in no transaction."""
    findings = []
    roles = table.roles
    for channel in ("online", "counter", "all"):
        count, amount = roles.get(f"{channel}_count"), roles.get(f"{channel}_amount")
        if count is None or amount is None:
            continue
        for index, row in enumerate(table.rows):
            if row.kind is not RowKind.SHARE and row.value(count.at) == 0 and row.value(amount.at):
                spot = spot_of(table, (index, amount.at))
                text = f"{capital(spot.words)}: in {spot.printed} nhưng không có giao dịch nào."
                findings.append(Finding("amount_without_count", text, spot))
    return findings


def exchanged_columns(table: ReadTable, relations: Relations) -> list[Finding]:
    """Relations that hold by definition and that most rows break: two columns in each other's place, or a wrong one."""
    findings = []
    rows = [row for row in table.rows if row.kind is not RowKind.SHARE and row.has_figures]
    told: set[frozenset[int]] = set()
    for one in relations.unmet:
        pairs = [(a, b) for a in one.columns for b in (c.at for c in table.summed) if a != b]
        mends = {frozenset(pair) for pair in pairs if _mends(table, relations, pair)}
        if len(mends) == 1:
            (pair,) = mends
            if pair not in told:
                told.add(pair)
                names = " và ".join(f"“{column_of(table, at).label}”" for at in sorted(pair))
                findings.append(Finding("exchanged_columns", f"Hai cột {names} đứng đổi chỗ cho nhau."))
            continue
        left = " + ".join(f"“{column_of(table, at).label}”" for at in (one.whole, *one.besides))
        right = " + ".join(f"“{column_of(table, at).label}”" for at in one.parts)
        wrong = [row for row in rows if one.left(row) != one.right(row)]
        text = f"{left} không bằng {right} ở {len(wrong)} trên {len(rows)} dòng."
        findings.append(Finding("column_identity", text))
    return findings


def _mends(table: ReadTable, relations: Relations, pair: tuple[int, int]) -> bool:
    """Whether exchanging two columns makes every relation hold in most rows."""
    swap = {pair[0]: pair[1], pair[1]: pair[0]}
    rows = [row for row in table.rows if row.kind is not RowKind.SHARE and row.has_figures][:400]
    for one in (*relations.unmet, *relations.meant):
        held = 0
        for row in rows:
            value = {at: row.value(swap.get(at, at)) or Decimal(0) for at in one.columns}
            left = sum(value[at] for at in (one.whole, *one.besides))
            held += left == sum(value[at] for at in one.parts)
        if held * 10 < len(rows) * 8:
            return False
    return True
