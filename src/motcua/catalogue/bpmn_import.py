"""A process read from BPMN 2.0: the part of it that can be run here; anything else is refused by naming the element.

Understood are one process with one start event, tasks of persons, exclusive and parallel gateways, sequence flows and
end events. From a file of our own the process comes back as it was. From another the steps have no role, unit or hours
yet: what is missing is then said by `law.process.validate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from xml.etree.ElementTree import Element

from motcua.catalogue.bpmn_export import BPMN, OWN
from motcua.catalogue.bpmn_xml import called, children, local_name, namespace, one_line, read_xml, unsupported
from motcua.catalogue.folding import fold
from motcua.catalogue.process_spec import MOST_STEPS
from motcua.law.process import Edge, Process, Step, StepKind
from motcua.law.refusal import Refused

_TASKS = {"task", "userTask", "manualTask"}
_GATEWAYS = {"exclusiveGateway", "parallelGateway"}
_EVENTS = {"startEvent", "endEvent"}
_SILENT = {"documentation", "extensionElements", "laneSet", "textAnnotation", "association", "group"}
"""Say nothing about how work moves."""
_SILENT_ROOTS = {"BPMNDiagram", "documentation", "extensionElements", "itemDefinition", "resource", "category"}
_SILENT_PARTS = {"documentation", "extensionElements", "incoming", "outgoing", "potentialOwner", "performer"}
_MOST_EDGES = 50
_MOST_GATEWAYS = 20
"""In a row, between two steps."""
_HANDED_OVER = "Bàn giao kết quả cho bộ phận một cửa"


def import_bpmn(xml: bytes) -> Process:
    """The process that a file draws.

    Raises:
        Refused: ``bpmn_unsupported`` with the element that cannot be run, ``bpmn_broken`` when arrows lead nowhere,
            and as `read_xml`.
    """
    root = read_xml(xml)
    if namespace(root) != BPMN or local_name(root) != "definitions":
        raise Refused("bpmn_other", "Tệp này không phải là mô hình BPMN 2.0 (không có phần tử definitions của BPMN).")
    return _Model(_only_process(root)).process()


def _only_process(root: Element) -> Element:
    """The one process of a file; everything in it is known."""
    found = [child for child in children(root, BPMN) if local_name(child) == "process"]
    for process in found:
        _require_known(process)
    drawn = [process for process in found if any(local_name(child) == "startEvent" for child in process)]
    if not found:
        raise Refused("bpmn_other", "Tệp BPMN này không có quy trình nào (phần tử process).")
    if len(drawn) > 1:
        raise unsupported(drawn[1], "mỗi tệp chỉ được có một quy trình")
    for child in children(root, BPMN):
        name = local_name(child)
        if name == "collaboration":
            _require_one_pool(child)
        elif name != "process" and name not in _SILENT_ROOTS:
            raise unsupported(child)
    return (drawn or found)[0]


def _require_one_pool(collaboration: Element) -> None:
    pools = [child for child in children(collaboration, BPMN) if local_name(child) == "participant"]
    for child in children(collaboration, BPMN):
        if local_name(child) not in _SILENT | {"participant"}:
            raise unsupported(child)
    if len(pools) > 1:
        raise unsupported(pools[1], "mỗi tệp chỉ được có một bên tham gia")


def _require_known(process: Element) -> None:
    for child in children(process, BPMN):
        name = local_name(child)
        if name in _SILENT | {"sequenceFlow"} or (name == "ioSpecification" and not _carries_data(child)):
            continue
        if name not in _TASKS | _GATEWAYS | _EVENTS:
            raise unsupported(child)
        for part in children(child, BPMN):
            if local_name(part) not in _SILENT_PARTS and not (
                local_name(part) == "ioSpecification" and not _carries_data(part)
            ):
                raise unsupported(child, f"có {local_name(part)}")


def _carries_data(specification: Element) -> bool:
    """Whether it names data; an empty one says nothing."""
    return any(local_name(child) in ("dataInput", "dataOutput") for child in specification)


class _Model:
    """The nodes and arrows of one process, looked up by their ids."""

    def __init__(self, process: Element) -> None:
        self.nodes: dict[str, Element] = {}
        for child in children(process, BPMN):
            if local_name(child) in _TASKS | _GATEWAYS | _EVENTS:
                if not child.get("id") or child.get("id") in self.nodes:
                    raise _broken(f"{called(child)} thiếu id hoặc trùng id với phần tử khác")
                self.nodes[child.get("id", "")] = child
        self.leaving: dict[str, list[Element]] = {name: [] for name in self.nodes}
        for flow in children(process, BPMN):
            if local_name(flow) == "sequenceFlow":
                for end in ("sourceRef", "targetRef"):
                    if flow.get(end, "") not in self.nodes:
                        raise _broken(f"{called(flow)} không nối đến phần tử nào")
                self.leaving[flow.get("sourceRef", "")].append(flow)
        self.entering = Counter(flow.get("targetRef", "") for flows in self.leaving.values() for flow in flows)
        tasks = sum(local_name(node) in _TASKS for node in self.nodes.values())
        if tasks > MOST_STEPS:
            raise _broken(f"có {tasks} bước, nhiều hơn mức tối đa {MOST_STEPS} bước")
        self.ids = self._step_ids()
        self.joins: set[str] = set()
        self.ends: dict[str, Step] = {}

    def process(self) -> Process:
        """The steps in the order of the file, then a step of handing over for every end that is not one already."""
        start = self._start()
        steps = [self._step(node) for node in self.nodes.values() if local_name(node) in _TASKS]
        steps += self.ends.values()
        joined = (_joining(step) if step.id in self.joins else step for step in steps)
        return Process(tuple(joined), start)

    def _step_ids(self) -> dict[str, str]:
        """The id of the step that each task becomes: its own in a file of ours, else one made of its name."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for name, node in self.nodes.items():
            if local_name(node) in _TASKS:
                own = _own(node, "step")
                wanted = own.get("id", "") if own is not None else "-".join(fold(node.get("name", "")).split())[:30]
                found[name] = _free(wanted or "buoc", taken)
                taken.add(found[name])
        return found

    def _start(self) -> str:
        starts = [node for node in self.nodes.values() if local_name(node) == "startEvent"]
        if len(starts) != 1:
            if starts:
                raise unsupported(starts[1], "quy trình chỉ được có một sự kiện bắt đầu")
            raise _broken("quy trình không có sự kiện bắt đầu (startEvent)")
        flows = self.leaving[starts[0].get("id", "")]
        if len(flows) != 1:
            raise unsupported(starts[0], "sự kiện bắt đầu phải dẫn đến đúng một bước")
        return self._arrive(flows[0], ())

    def _step(self, node: Element) -> Step:
        name, own = node.get("id", ""), _own(node, "step")
        title = node.get("name", "") if own is not None else one_line(node.get("name", "")) or name
        handed_over = own is not None and own.get("kind") == StepKind.HAND_OVER
        edges = tuple(islice(self._edges(node, handed_over=handed_over), _MOST_EDGES + 1))
        if len(edges) > _MOST_EDGES:
            raise unsupported(node, f"có hơn {_MOST_EDGES} hướng đi")
        if own is None:
            return Step(self.ids[name], title, StepKind.WORK, "", edges=_numbered(edges))
        kept = edges if all(edge.outcome for edge in edges) else _numbered(edges)
        holder = (own.get("role", ""), own.get("unit", ""))
        return Step(self.ids[name], title, _kind(node, own), *holder, _hours(node, own), kept)

    def _edges(self, node: Element, *, handed_over: bool) -> Iterator[Edge]:
        """The outcomes of a task: of the choice after it, else the one way on; several ways at once are a fork."""
        flows = self.leaving[node.get("id", "")]
        for flow in flows:
            if _conditional(flow) and local_name(node) in _TASKS:
                raise unsupported(flow, "điều kiện trên mũi tên chỉ được đặt sau cổng loại trừ")
        if len(flows) > 1:
            yield _edge(flows[0], tuple(self._arrive(flow, ()) for flow in flows))
        elif not flows and not handed_over:
            yield Edge("done", "Bàn giao", (self._ended(node),))
        elif flows:
            yield from self._ways(flows[0], (), handed_over)

    def _ways(self, flow: Element, through: tuple[str, ...], handed_over: bool) -> Iterator[Edge]:
        """The edges that an arrow after a task stands for."""
        target = self.nodes[flow.get("targetRef", "")]
        name, kind = target.get("id", ""), local_name(target)
        onward = self.leaving[name]
        _require_step_between(target, through)
        if kind == "exclusiveGateway" and _own(flow, "outcome") is None:
            if not onward:
                raise unsupported(target, "cổng không dẫn đến đâu")
            for way in onward:
                yield from self._ways(_with_name(way, flow), (*through, name), handed_over)
        elif kind == "parallelGateway" and len(onward) > 1:
            if self.entering[name] > 1:
                raise unsupported(target, "vừa gộp vừa tách nhánh; hãy thêm một bước ở giữa")
            yield _edge(flow, tuple(self._arrive(way, (*through, name)) for way in onward))
        elif kind == "endEvent" and (handed_over or _own(flow, "outcome") is not None):
            if _own(flow, "outcome") is not None:
                yield _edge(flow, ())
        else:
            yield _edge(flow, (self._arrive(flow, through),))

    def _arrive(self, flow: Element, through: tuple[str, ...]) -> str:
        """The id of the step that an arrow leads to, through gateways that only meet."""
        target = self.nodes[flow.get("targetRef", "")]
        name, kind = target.get("id", ""), local_name(target)
        if kind in _TASKS:
            return self.ids[name]
        if kind == "endEvent":
            return self._ended(target)
        onward = self.leaving[name]
        _require_step_between(target, through)
        if kind == "startEvent":
            raise unsupported(target, "không được quay lại sự kiện bắt đầu")
        if len(onward) != 1:
            raise unsupported(target, "cổng rẽ phải đứng ngay sau một bước")
        step = self._arrive(onward[0], (*through, name))
        if kind == "parallelGateway":
            self.joins.add(step)
        return step

    def _ended(self, node: Element) -> str:
        """The step of handing over that an end of a foreign file becomes."""
        name = node.get("id", "") if local_name(node) == "endEvent" else ""
        if name not in self.ends:
            taken = {*self.ids.values(), *(step.id for step in self.ends.values())}
            title = one_line(node.get("name", "")) if name else ""
            step_id = _free("hand-over", taken)
            self.ends[name] = Step(step_id, title or _HANDED_OVER, StepKind.HAND_OVER, "reception")
        return self.ends[name].id


def _require_step_between(gateway: Element, through: tuple[str, ...]) -> None:
    if gateway.get("id", "") in through or len(through) >= _MOST_GATEWAYS:
        raise unsupported(gateway, "các cổng nối thành vòng hoặc quá dài mà không có bước nào ở giữa")


def _joining(step: Step) -> Step:
    return Step(step.id, step.name, step.kind, step.role, step.unit, step.hours, step.edges, join=True)


def _own(element: Element, name: str) -> Element | None:
    """Our own element about an element, None in a foreign file."""
    return element.find(f"{{{BPMN}}}extensionElements/{{{OWN}}}{name}")


def _edge(flow: Element, to: tuple[str, ...]) -> Edge:
    own = _own(flow, "outcome")
    if own is not None:
        return Edge(own.get("code", ""), flow.get("name", ""), to)
    return Edge("", one_line(flow.get("name", "")), to)


def _with_name(flow: Element, before: Element) -> Element:
    """An arrow after a gateway; one without a name is called as the arrow that leads to the gateway."""
    if flow.get("name") or not before.get("name"):
        return flow
    named = Element(flow.tag, {**flow.attrib, "name": before.get("name", "")})
    named.extend(list(flow))
    return named


def _numbered(edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """Edges of a foreign step with codes and labels of their own."""
    taken: set[str] = set()
    found = []
    for number, edge in enumerate(edges, start=1):
        label = edge.label or ("Chuyển bước sau" if len(edges) == 1 else f"Hướng {number}")
        usual = "done" if number == 1 else "-".join(fold(label).split())[:30]
        code = _free(edge.outcome or usual or "huong", taken)
        taken.add(code)
        found.append(Edge(code, label, edge.to))
    return tuple(found)


def _free(wanted: str, taken: set[str]) -> str:
    """This id, or the same with the first number that makes it new."""
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _conditional(flow: Element) -> bool:
    return any(local_name(child) == "conditionExpression" for child in flow)


def _kind(node: Element, own: Element) -> StepKind:
    try:
        return StepKind(own.get("kind", ""))
    except ValueError:
        raise unsupported(node, f"loại việc “{own.get('kind', '')[:40]}” không có") from None


def _hours(node: Element, own: Element) -> Decimal:
    try:
        hours = Decimal(own.get("hours", "0"))
    except InvalidOperation:
        hours = Decimal("NaN")
    if not hours.is_finite() or abs(hours) > 100_000:
        raise unsupported(node, f"số giờ “{own.get('hours', '')[:40]}” không đúng")
    return hours


def _broken(what: str) -> Refused:
    return Refused("bpmn_broken", f"Mô hình BPMN bị lỗi: {what}.")
