"""Writes the generated parts of the documentation: `python docs/generate.py`; with `--check` it only compares.

A page holds its generated parts between `<!-- generated: name -->` and `<!-- end -->`; everything else is written by
hand. Nothing in a part depends on the machine or the day.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import os
import re
import sys
import textwrap
import typing
from collections.abc import Callable, Iterable
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    lines = [list(heads), *([str(cell) for cell in row] for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def name_of(command: type) -> str:
    """`RequestSupplement` as the documents write it: `request_supplement`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower()


def first_line(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def _fields(kind: Any) -> str:
    return ", ".join(f"`{field.name}`" for field in dataclasses.fields(kind))


# --- the life cycle --------------------------------------------------------------------------------------------------


def _commands() -> list[type]:
    from motcua.law.lifecycle.commands import Command

    return list(typing.get_args(Command))


def statuses() -> str:
    """Statuses with their names for people and the commands that are possible in them."""
    from motcua.law.lifecycle import POSSIBLE

    order = _commands()
    return table(
        ("status", "people read", "possible commands"),
        (
            (f"`{status}`", status.label, ", ".join(f"`{name_of(k)}`" for k in order if k in possible) or "none")
            for status, possible in POSSIBLE.items()
        ),
    )


def commands() -> str:
    """Commands with their labels, what they are for, and their fields."""
    return table(
        ("command", "Vietnamese", "what it does", "fields"),
        ((f"`{name_of(kind)}`", kind.label, first_line(kind), _fields(kind)) for kind in _commands()),
    )


def commands_by_status() -> str:
    """A mark where a command is possible in a status."""
    from motcua.law.lifecycle import POSSIBLE

    shown = [status for status, possible in POSSIBLE.items() if possible]
    return table(
        ("", *(f"`{status}`" for status in shown)),
        ((f"`{name_of(kind)}`", *("●" if kind in POSSIBLE[s] else "" for s in shown)) for kind in _commands()),
    )


def commands_by_role() -> str:
    """A mark where somebody at a place may give a command, on some dossier."""
    from lifecycle_graph import PLACES, who_may

    found = who_may()
    return table(
        ("", *(place for place, _, _ in PLACES)),
        (
            (f"`{name_of(kind)}`", *("●" if place in found[kind] else "" for place, _, _ in PLACES))
            for kind in _commands()
        ),
    )


def diagram() -> str:
    """The Mermaid diagram of all statuses that commands lead to."""
    from lifecycle_graph import states

    order = [kind.__name__ for kind in _commands()]
    labels: dict[tuple[str, str], list[str]] = {}
    for source, kind, target in sorted(states()[1], key=lambda edge: order.index(edge[1].__name__)):
        if source != target:
            labels.setdefault((source, target), []).append(name_of(kind))
    lines = [f"    {a} --> {b}: {', '.join(names)}" for (a, b), names in sorted(labels.items(), key=_by_status)]
    ends = sorted({b for _, b in labels} - {a for a, _ in labels}, key=_place)
    return "\n".join(
        ("```mermaid", "stateDiagram-v2", "    [*] --> draft", *lines, *(f"    {e} --> [*]" for e in ends), "```", "")
    )


def _place(status: str) -> int:
    from motcua.law.lifecycle import Status

    return list(Status).index(Status(status))


def _by_status(item: tuple[tuple[str, str], list[str]]) -> tuple[int, int]:
    (source, target), _ = item
    return _place(source), _place(target)


def events() -> str:
    """Kinds of log lines with the fields of their data."""
    from motcua.law.lifecycle.events import KINDS

    return table(
        ("`kind`", "fields of `data`"),
        ((f"`{kind}`", _fields(event)) for kind, event in KINDS.items()),
    )


def enums() -> str:
    """The closed lists that commands, log and files use."""
    from motcua.law.lifecycle import state

    lists = (
        state.Channel,
        state.Money,
        state.Delivery,
        state.Receiver,
        state.LateCause,
        state.ConsultMethod,
        state.StopReason,
    )
    return "\n".join(
        f"**{kind.__name__}** – {first_line(kind)}\n\n" + table(("value", "people read"), _labelled(kind))
        for kind in lists
    )


def _labelled(kind: Any) -> Iterable[tuple[str, str]]:
    return ((f"`{member.value}`", member.label) for member in kind)


def regimes() -> str:
    """The generations of rules, with their figures."""
    from motcua.law.regimes import REGIMES

    fields = [field.name for field in dataclasses.fields(REGIMES[0]) if field.name != "since"]
    rows = [["since", *(f"{r.since:%d/%m/%Y}" for r in REGIMES)]]
    rows += [[f"`{field}`", *(_figure(getattr(r, field)) for r in REGIMES)] for field in fields]
    return table(("", *(f"regime {r.code}" for r in REGIMES)), rows)


def _figure(value: Any) -> str:
    """A figure of a regime; a closed list by its codes."""
    return ", ".join(f"`{one.code}`" for one in value) if isinstance(value, tuple) else str(value)


# --- the command line ------------------------------------------------------------------------------------------------


def cli() -> str:
    """Every command of `motcua` with its options, read from the program."""
    from motcua.cli import app

    parts = [_cli_command(command, "motcua") for command in app.registered_commands]
    for group in app.registered_groups:
        inner = group.typer_instance
        parts += [_cli_command(command, f"motcua {group.name}") for command in inner.registered_commands]
    return "\n".join(parts)


def _cli_command(command: Any, prefix: str) -> str:
    name = command.name or command.callback.__name__.replace("_", "-")
    told = inspect.getdoc(command.callback) or ""
    rows = []
    for parameter in inspect.signature(command.callback, eval_str=True).parameters.values():
        kind, info = typing.get_args(parameter.annotation)[:2]
        argument = type(info).__name__ == "ArgumentInfo"
        flags = parameter.name.upper() if argument else _flags(parameter.name, info)
        rows.append((f"`{flags}`", _value(kind, info), _default(parameter), info.help))
    options = table(("option", "value", "default", ""), rows) if rows else "No options.\n"
    return f"## {prefix} {name}\n\n{told}\n\n{options}"


def _flags(name: str, info: Any) -> str:
    # in an annotation, typer finds the first name of an option in the place of its default
    named = [info.default] if isinstance(info.default, str) else []
    return ", ".join([*named, *(info.param_decls or ())]) or f"--{name.replace('_', '-')}"


def _value(kind: Any, info: Any) -> str:
    kinds = [part for part in typing.get_args(kind) if part is not type(None)] or [kind]
    wanted = kinds[0]
    if getattr(info, "formats", None):
        return " or ".join(f"`{form}`" for form in info.formats)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return ", ".join(f"`{member.value}`" for member in wanted)
    return {str: "text", int: "number", Path: "file", list[Path]: "file, repeatable", bool: "switch"}[wanted]


def _default(parameter: inspect.Parameter) -> str:
    default = parameter.default
    if default is inspect.Parameter.empty:
        return "required"
    if default is None or default is False:
        return ""
    return f"`{default.value if isinstance(default, Enum) else default}`"


# --- the tables ------------------------------------------------------------------------------------------------------

CONTEXTS = {
    "accounts": "People who sign in, and wrong passwords.",
    "agencies": "Agencies and units, posts and who holds them, approved work calendars.",
    "catalogue": "Procedures and their versions: components, time limits, fees, internal processes.",
    "papers": "Files, each kept once under the SHA-256 of its content. The content itself lies in the papers folder.",
    "dossiers": "Applicants, dossiers, their log, the tasks they put on desks, and drafts of the take-in form.",
    "feedback": "Questionnaires and ratings.",
    "notices": "Warnings of due dates that were given.",
    "reports": "Monthly notices to agencies.",
}


def models() -> str:
    """Every table of the project with columns, constraints and indexes, read from Django's models."""
    from django.apps import apps

    parts = []
    for label, told in CONTEXTS.items():
        parts.append(f"## {label}\n\n{told}\n")
        parts += [_model(model) for model in apps.get_app_config(label).get_models()]
    return "\n".join(parts)


def _model(model: Any) -> str:
    meta = model._meta
    said = _said(model)
    rows = [_column(field, said.get(field.name, "")) for field in meta.local_fields if field.column is not None]
    links = [f"Links to many: `{field.m2m_db_table()}`.\n" for field in meta.local_many_to_many]
    # what Django writes itself for a class without a docstring says nothing
    told = "" if (model.__doc__ or "").startswith(f"{model.__name__}(") else inspect.getdoc(model)
    return "\n".join(
        part
        for part in (
            f"### {model.__name__} – `{meta.db_table}`\n",
            f"{told}\n" if told else "",
            table(("column", "type", "null", ""), rows),
            *links,
            _rules(model),
        )
        if part
    )


def _column(field: Any, said: str) -> tuple[str, str, str, str]:
    from django.db import connection

    notes = [f"→ `{field.related_model._meta.db_table}`"] if field.related_model else []
    notes += ["primary key"] if field.primary_key else []
    notes += ["unique"] if field.unique and not field.primary_key else []
    notes += [said] if said else []
    kind = field.db_type(connection) or "tsvector, generated"
    return f"`{field.column}`", kind, "yes" if field.null else "", "; ".join(notes)


def _said(model: Any) -> dict[str, str]:
    """What stands in the source as a string under a field."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0].body  # type: ignore[attr-defined]
    found = {}
    for line, after in pairwise(body):
        if isinstance(line, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(line.targets[0])] = " ".join(str(after.value.value).split()).rstrip(".")
    return found


def _rules(model: Any) -> str:
    from django.db import connection

    with connection.schema_editor(collect_sql=True) as editor:
        rows = [
            (f"`{rule.name}`", f"`{_definition(str(rule.create_sql(model, editor)))}`")
            for rule in (*model._meta.constraints, *model._meta.indexes)
        ]
    return table(("constraint or index", "definition"), rows) if rows else ""


def _definition(sql: str) -> str:
    tidy = re.sub(r'"(\w+)"', r"\1", sql.replace("%%", "%"))
    tidy = re.sub(r"~ +E?'([^']*)'", lambda found: "~ '" + found[1].replace(r"\\", "\\") + "'", tidy)
    tidy = re.sub(r"^ALTER TABLE \w+ ADD CONSTRAINT \w+ ", "", tidy)
    return re.sub(r"^CREATE (UNIQUE )?INDEX \w+ ON \w+ ", r"\1INDEX ", tidy)


def measures() -> str:
    """The measures of reports."""
    from motcua.reports.page import page

    return page()


PARTS: dict[str, Callable[[], str]] = {
    "statuses": statuses,
    "commands": commands,
    "commands-by-status": commands_by_status,
    "commands-by-role": commands_by_role,
    "diagram": diagram,
    "events": events,
    "enums": enums,
    "regimes": regimes,
    "cli": cli,
    "models": models,
    "measures": measures,
}


def current(page: str) -> str:
    """A page with its generated parts as they should be."""
    return PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]()}\n{found[3]}", page)


def pages() -> list[Path]:
    """The pages that have generated parts."""
    return [path for path in sorted(DOCS.rglob("*.md")) if PART.search(path.read_text(encoding="utf-8"))]


def main() -> int:
    """Write the pages, or with `--check` name those that are not current; returns the exit code."""
    import django

    django.setup()
    stale = [path for path in pages() if current(text := path.read_text(encoding="utf-8")) != text]
    for path in stale:
        print(path.relative_to(DOCS.parent))
        if "--check" not in sys.argv:
            path.write_text(current(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
