"""Where the nodes of a drawn process lie and which way its arrows go: always the same for the same process.

Columns by the longest way from the start; within a column the order with few crossings, heights near the neighbours.
Ways back run below everything, each on a track of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from motcua.catalogue.shape import Arrow, Node, Shape
from motcua.law.process.graph import Graph

Point = tuple[float, float]

BETWEEN = 26.0
"""Least height between two nodes of a column."""
TRACK = 22.0
"""Height between two ways back."""
MARGIN = 16.0
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a node: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> Point:
        """Where arrows come in."""
        return (self.x, self.y + self.height / 2)

    @property
    def right(self) -> Point:
        """Where arrows go out."""
        return (self.x + self.width, self.y + self.height / 2)

    @property
    def bottom(self) -> Point:
        """Where ways back begin and end."""
        return (self.x + self.width / 2, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Route:
    """The corners of an arrow, and where its label begins; at a way back it ends there."""

    points: tuple[Point, ...]
    label: Point
    is_back: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by node, routes by arrow, and the size of the whole."""

    boxes: dict[str, Box]
    routes: dict[str, Route]
    width: float
    height: float


def layout_of(shape: Shape, size: Callable[[Node], tuple[float, float]], gap: float, label_gap: float) -> Layout:
    """Place everything.

    Args:
        size: width and height of a node.
        gap: width between two columns; `label_gap` where a label must stand there.
    """
    return _Placing(shape, size, gap, label_gap).layout()


@dataclass
class _Placing:
    shape: Shape
    size: Callable[[Node], tuple[float, float]]
    gap: float
    label_gap: float
    column: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, tuple[float, float]] = field(default_factory=dict)
    columns: list[list[str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Between neighbouring columns: arrows, cut into pieces at every column they pass."""
    pieces: dict[str, list[str]] = field(default_factory=dict)
    back: set[str] = field(default_factory=set)

    def layout(self) -> Layout:
        self._columns()
        self._cut()
        before, after = self._neighbours()
        self._order(before, after)
        middle = self._heights(before, after)
        lefts = self._lefts()
        boxes = {
            name: Box(
                lefts[self.column[name]] + (self._width(self.column[name]) - width) / 2,
                middle[name] - height / 2,
                width,
                height,
            )
            for name, (width, height) in self.sizes.items()
        }
        top = min(box.y for box in boxes.values()) - MARGIN
        boxes = {name: Box(box.x, box.y - top, box.width, box.height) for name, box in boxes.items()}
        floor = max(box.y + box.height for box in boxes.values())
        routes, floor = self._routes(boxes, lefts, floor)
        width = lefts[-1] + self._width(len(self.columns) - 1) + MARGIN
        return Layout({node.id: boxes[node.id] for node in self.shape.nodes}, routes, width, floor + MARGIN)

    def _columns(self) -> None:
        """The column of each node; what nothing leads to begins at the left."""
        ways = {node.id: [arrow.target for arrow in self.shape.leaving[node.id]] for node in self.shape.nodes}
        roots = ["start"]
        graph = Graph({"": roots, **ways}, "")
        for node in self.shape.nodes:
            if graph.place[node.id] not in graph.depths and node.id != "end":
                roots.append(node.id)
                graph = Graph({"": roots, **ways}, "")
        depths, (_, back) = graph.depths, graph.walk
        self.column = {node.id: max(depths.get(graph.place[node.id], 1) - 1, 0) for node in self.shape.nodes}
        turned = {(graph.ids[here], graph.ids[there]) for here, there in back}
        self.back = {arrow.id for arrow in self.shape.arrows if (arrow.source, arrow.target) in turned}
        self.sizes = {node.id: self.size(node) for node in self.shape.nodes}

    def _cut(self) -> None:
        """Give an arrow a place in each column that it passes, so that nothing lies in its way."""
        for arrow in self.shape.arrows:
            if arrow.id in self.back:
                continue
            chain = [arrow.source]
            for column in range(self.column[arrow.source] + 1, self.column[arrow.target]):
                name = f"{arrow.id}@{column}"
                self.column[name], self.sizes[name] = column, (0.0, 0.0)
                chain.append(name)
            self.pieces[arrow.id] = [*chain, arrow.target]
            self.links += zip(chain, [*chain[1:], arrow.target], strict=True)
        self.columns = [[] for _ in range(max(self.column.values()) + 1)]
        for name in self.sizes:
            self.columns[self.column[name]].append(name)

    def _neighbours(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        before: dict[str, list[str]] = {name: [] for name in self.sizes}
        after: dict[str, list[str]] = {name: [] for name in self.sizes}
        for source, target in self.links:
            after[source].append(target)
            before[target].append(source)
        return before, after

    def _order(self, before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
        """Sort each column by the mean place of its neighbours, there and back a few times."""
        place = {name: float(n) for column in self.columns for n, name in enumerate(column)}
        for number in range(_ROUNDS):
            near = before if number % 2 == 0 else after
            for column in self.columns if number % 2 == 0 else reversed(self.columns):
                wanted = {name: _mean([place[other] for other in near[name]], place[name]) for name in column}
                column.sort(key=wanted.__getitem__)
                place.update((name, float(n)) for n, name in enumerate(column))

    def _heights(self, before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, float]:
        """The height of each node's middle: near its neighbours, never over the node above it."""
        middle: dict[str, float] = {}
        for column in self.columns:
            middle.update(self._apart(column, dict.fromkeys(column, 0.0)))
        for number in range(2 * _ROUNDS):
            near = before if number % 2 == 0 else after
            for column in self.columns if number % 2 == 0 else reversed(self.columns):
                wanted = {name: _mean([middle[other] for other in near[name]], middle[name]) for name in column}
                middle.update(self._apart(column, wanted))
        return middle

    def _apart(self, column: list[str], wanted: dict[str, float]) -> dict[str, float]:
        """The heights nearest to those wanted that keep the order and the distance (pooling of neighbours)."""
        offsets, offset = [], 0.0
        for upper, name in zip([None, *column], column, strict=False):
            if upper is not None:
                offset += (self.sizes[upper][1] + self.sizes[name][1]) / 2 + BETWEEN
            offsets.append(offset)
        pools: list[tuple[float, int]] = []
        for name, shift in zip(column, offsets, strict=True):
            total, count = wanted[name] - shift, 1
            while pools and pools[-1][0] / pools[-1][1] > total / count:
                other, more = pools.pop()
                total, count = total + other, count + more
            pools.append((total, count))
        settled = [total / count for total, count in pools for _ in range(count)]
        return {name: base + shift for name, base, shift in zip(column, settled, offsets, strict=True)}

    def _width(self, column: int) -> float:
        return max(self.sizes[name][0] for name in self.columns[column])

    def _lefts(self) -> list[float]:
        """The left side of each column; a column after which labels stand has more room behind it."""
        labelled = {self.column[arrow.source] for arrow in self.shape.arrows if arrow.label}
        lefts = [MARGIN]
        for column in range(len(self.columns) - 1):
            lefts.append(lefts[-1] + self._width(column) + (self.label_gap if column in labelled else self.gap))
        return lefts

    def _routes(self, boxes: dict[str, Box], lefts: list[float], floor: float) -> tuple[dict[str, Route], float]:
        routes = {}
        for arrow in self.shape.arrows:
            if arrow.id not in self.back:
                routes[arrow.id] = self._forward(arrow, boxes, lefts)
        tracks: list[list[tuple[int, int]]] = []
        turned = [arrow for arrow in self.shape.arrows if arrow.id in self.back]
        turned.sort(key=lambda arrow: self.column[arrow.source] - self.column[arrow.target])
        for arrow in turned:
            span = (self.column[arrow.target], self.column[arrow.source])
            free = (n for n, taken in enumerate(tracks) if all(span[1] < low or high < span[0] for low, high in taken))
            number = next(free, len(tracks))
            if number == len(tracks):
                tracks.append([])
            tracks[number].append(span)
            routes[arrow.id] = self._backward(arrow, boxes, lefts, floor + (number + 1) * TRACK)
        return routes, floor + len(tracks) * TRACK

    def _forward(self, arrow: Arrow, boxes: dict[str, Box], lefts: list[float]) -> Route:
        """To the right, changing the height halfway between two columns."""
        chain = self.pieces[arrow.id]
        points = [boxes[arrow.source].right]
        for name in chain[1:]:
            x, y = boxes[name].left
            if abs(points[-1][1] - y) > 0.5:
                turn = lefts[self.column[name]] - self.gap / 2
                points += [(turn, points[-1][1]), (turn, y)]
            points.append((x, y) if name == arrow.target else (boxes[name].x, y))
        first = boxes[chain[1]].left
        start = lefts[self.column[chain[1]]] - self.label_gap + 6 if arrow.label else points[0][0]
        return Route(_straight(points), (max(start, points[0][0] + 4), first[1]), False)

    def _backward(self, arrow: Arrow, boxes: dict[str, Box], lefts: list[float], track: float) -> Route:
        """Down to a track below everything, to the left, and up again."""
        source, target = boxes[arrow.source], boxes[arrow.target]
        turn = source.bottom[0]
        points = [source.bottom, (turn, track)]
        if not self._lowest(arrow.source):
            # beside the whole column: a box below may be wider than this one
            turn = lefts[self.column[arrow.source]] + self._width(self.column[arrow.source]) + self.gap / 4
            points = [source.right, (turn, source.right[1]), (turn, track)]
        label = turn
        if self._lowest(arrow.target):
            points += [(target.bottom[0], track), target.bottom]
        else:
            turn = lefts[self.column[arrow.target]] - self.gap / 4
            points += [(turn, track), (turn, target.left[1]), target.left]
        return Route(_straight(points), (label, track), True)

    def _lowest(self, name: str) -> bool:
        return self.columns[self.column[name]][-1] == name


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _straight(points: list[Point]) -> tuple[Point, ...]:
    """The corners without those that lie on a straight line between their neighbours; whole pixels."""
    kept: list[Point] = []
    for x, y in ((round(x), round(y)) for x, y in points):
        if kept and kept[-1] == (x, y):
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == x or kept[-2][1] == kept[-1][1] == y):
            kept.pop()
        kept.append((x, y))
    return tuple(kept)
