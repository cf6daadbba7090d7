"""The diagram of a process as an SVG that stands in a page: for light and dark, for print and for screen readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from textwrap import wrap
from zlib import crc32

from motcua.accounts.roles import Role
from motcua.catalogue.layout import Box, Layout, Route, layout_of
from motcua.catalogue.shape import Arrow, Node, NodeKind, shape_of
from motcua.law.limit import vietnamese
from motcua.law.process import Process, Step

_WIDTH = 184.0
_LINE = 17.0
_LETTERS = 24
"""Letters in a line of a box."""
_LABEL_LETTERS = 18
_MOST_LINES = 6
_PADDING = 10.0
_CORNER = 6

_INK = "var(--ink, currentColor)"
_SOFT = "var(--ink-soft, currentColor)"
_PAPER = "var(--paper, Canvas)"
_STROKE = "var(--line-strong, currentColor)"
_CURRENT = "var(--link, currentColor)"
_DONE = "var(--success, currentColor)"


def svg(
    process: Process,
    *,
    units: Mapping[str, str] | None = None,
    current: Collection[str] = (),
    done: Collection[str] = (),
) -> str:
    """The diagram of a process, also of one that cannot be run yet.

    Args:
        units: names of the units by their codes.
        current: ids of the steps where a dossier lies; `done`: of those that it has been through.
    """
    draw = _Drawing(process, units or {}, current, done)
    places = layout_of(draw.shape, draw.size, 44, 150)
    name = f"so-do-{crc32(repr((process, sorted(current), sorted(done))).encode()):08x}"
    title, told = _title(process), _in_words(process)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="process-svg" aria-labelledby="{name}-t {name}-d"'
        f' width="{places.width:.0f}" height="{places.height:.0f}" viewBox="0 0 {places.width:.0f} {places.height:.0f}"'
        f' font-family="inherit" font-size="13" fill="none" stroke-linejoin="round">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(told)}</desc>'
        f"{''.join(draw.parts(places))}</svg>"
    )


def _title(process: Process) -> str:
    return f"Sơ đồ quy trình gồm {len(process.steps)} bước"


def _in_words(process: Process) -> str:
    """The ways from step to step, one sentence for each step."""
    names = {step.id: f"{place}. {step.name}" for place, step in enumerate(process.steps, start=1)}
    said = []
    for step in process.steps:
        ways = (
            f"{edge.label}: {' và '.join(names[target] for target in edge.to if target in names)}"
            for edge in step.edges
        )
        onward = "; ".join(ways) or "kết thúc"
        said.append(f"{names[step.id]} → {onward}.")
    return " ".join(said)


class _Drawing:
    def __init__(
        self, process: Process, units: Mapping[str, str], current: Collection[str], done: Collection[str]
    ) -> None:
        self.shape = shape_of(process)
        self.units, self.current, self.done = units, current, done
        self.number = {step.id: place for place, step in enumerate(process.steps, start=1)}

    def size(self, node: Node) -> tuple[float, float]:
        """Width and height of a node: of a step by its text."""
        if node.kind is NodeKind.STEP and node.step:
            lines = len(self._name(node.step)) + len(self._who(node.step))
            return _WIDTH, lines * _LINE + 2 * _PADDING
        return (26.0, 26.0) if node.kind in (NodeKind.START, NodeKind.END) else (32.0, 32.0)

    def _name(self, step: Step) -> list[str]:
        return _lines(f"{self.number[step.id]}. {step.name}", _LETTERS)

    def _who(self, step: Step) -> list[str]:
        role = Role(step.role).label if step.role in Role.values else step.role or "Chưa có vai trò"
        unit = self.units.get(step.unit, step.unit)
        hours = f"{vietnamese(step.hours)} giờ" if step.hours else ""
        return _lines(" · ".join(filter(None, (role, unit, hours))), _LETTERS + 2)

    def parts(self, places: Layout) -> Iterator[str]:
        """Arrows first, so that boxes lie over them."""
        for arrow in self.shape.arrows:
            yield from _arrow(arrow, places.routes[arrow.id])
        for node in self.shape.nodes:
            yield from self._node(node, places.boxes[node.id])

    def _node(self, node: Node, box: Box) -> Iterable[str]:
        if node.kind is NodeKind.STEP and node.step:
            return self._step(node.step, box)
        if node.kind in (NodeKind.START, NodeKind.END):
            thick = 1.5 if node.kind is NodeKind.START else 4
            x, y, radius = box.x + box.width / 2, box.y + box.height / 2, box.width / 2 - 2
            return (
                f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{_PAPER}" stroke="{_STROKE}"'
                f' stroke-width="{thick}"/>',
            )
        return _gateway(node, box)

    def _step(self, step: Step, box: Box) -> Iterator[str]:
        here, past = step.id in self.current, step.id in self.done
        stroke, thick = (_CURRENT, 3) if here else (_DONE, 1.5) if past else (_STROKE, 1.5)
        yield (
            f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="8" fill="{_PAPER}"'
            f' stroke="{stroke}" stroke-width="{thick}"/>'
        )
        if here or past:
            sign, told = ("●", "đang ở bước này") if here else ("✓", "đã qua bước này")
            x, y = box.x + box.width - 4, box.y + 4
            yield f'<circle cx="{x:g}" cy="{y:g}" r="9" fill="{_PAPER}" stroke="{stroke}" stroke-width="1.5"/>'
            yield (
                f'<text x="{x:g}" y="{y + 4.5:g}" text-anchor="middle" fill="{stroke}" font-weight="700">{sign}'
                f"<title>{told}</title></text>"
            )
        middle, y = box.x + box.width / 2, box.y + _PADDING - 4
        for line in self._name(step):
            y += _LINE
            yield _words(line, middle, y, _INK, "600")
        for line in self._who(step):
            y += _LINE
            yield _words(line, middle, y, _SOFT)


def _words(line: str, x: float, y: float, colour: str, weight: str = "400", anchor: str = "middle") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">{escape(line)}</text>'
    )


def _lines(text: str, letters: int) -> list[str]:
    """The text in lines; what is left over after the last is cut off with an ellipsis."""
    return wrap(text, letters, max_lines=_MOST_LINES, placeholder=" …") or ["…"]


def _gateway(node: Node, box: Box) -> Iterator[str]:
    """A diamond: with a cross for a choice, with a plus where branches part or meet."""
    x, y, half = box.x + box.width / 2, box.y + box.height / 2, box.width / 2
    yield (
        f'<path d="M{x - half:g} {y:g}L{x:g} {y - half:g}L{x + half:g} {y:g}L{x:g} {y + half:g}Z" fill="{_PAPER}"'
        f' stroke="{_STROKE}" stroke-width="1.5"/>'
    )
    arm = 5 if node.kind is NodeKind.CHOICE else 8
    sign = f"M{x - arm:g} {y - arm:g}l{2 * arm} {2 * arm}m0 {-2 * arm}l{-2 * arm} {2 * arm}"
    if node.kind is not NodeKind.CHOICE:
        sign = f"M{x - arm:g} {y:g}h{2 * arm}M{x:g} {y - arm:g}v{2 * arm}"
    told = {NodeKind.CHOICE: "chọn một hướng", NodeKind.FORK: "tách nhánh song song", NodeKind.JOIN: "chờ đủ các nhánh"}
    yield f'<path d="{sign}" stroke="{_INK}" stroke-width="2"><title>{told[node.kind]}</title></path>'


def _arrow(arrow: Arrow, route: Route) -> Iterator[str]:
    dashes = ' stroke-dasharray="6 4"' if route.is_back else ""
    yield f'<path d="{_rounded(route.points)}" stroke="{_STROKE}" stroke-width="1.5"{dashes}/>'
    yield f'<path d="{_head(route.points)}" fill="{_STROKE}"/>'
    if not arrow.label:
        return
    x, y = route.label
    if route.is_back:
        yield _words(arrow.label, x - 8, y - 6, _SOFT, anchor="end")
        return
    lines = wrap(arrow.label, _LABEL_LETTERS, max_lines=3, placeholder=" …")
    for number, line in enumerate(lines):
        above = (len(lines) - number) * 15 - 9
        yield _words(line, x + 2, y - above, _SOFT, anchor="start")


def _rounded(points: tuple[tuple[float, float], ...]) -> str:
    """The path through these corners, each rounded."""
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        path += f"L{near[0]:g} {near[1]:g}Q{corner[0]:g} {corner[1]:g} {far[0]:g} {far[1]:g}"
    return path + f"L{points[-1][0]:g} {points[-1][1]:g}"


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """The point a little way from a corner on the straight line to another."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    share = min(_CORNER / length, 0.5) if length else 0.0
    return corner[0] + dx * share, corner[1] + dy * share


def _head(points: tuple[tuple[float, float], ...]) -> str:
    """The arrow head at the last point, in the direction in which the path comes in."""
    (from_x, from_y), (x, y) = points[-2:] if len(points) > 1 else (points[0], points[0])
    if abs(x - from_x) >= abs(y - from_y):
        back = -8 if x >= from_x else 8
        return f"M{x:g} {y:g}l{back} -4v8z"
    back = -8 if y >= from_y else 8
    return f"M{x:g} {y:g}l-4 {back}h8z"
