"""A process as BPMN 2.0 with its diagram, for other modellers; what they do not know stands in elements of our own.

Read back by `bpmn_import`, it is the same process again.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from motcua.catalogue.layout import Layout, Point, layout_of
from motcua.catalogue.shape import Arrow, Node, NodeKind, Shape, shape_of
from motcua.law.limit import vietnamese
from motcua.law.process import Process, Step

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
OWN = "urn:motcua:process:1"
"""Namespace of our own elements: `step` on a task, `outcome` on a sequence flow."""

for _prefix, _uri in {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "motcua": OWN}.items():
    ET.register_namespace(_prefix, _uri)

_ELEMENTS = {
    NodeKind.START: "startEvent",
    NodeKind.STEP: "userTask",
    NodeKind.CHOICE: "exclusiveGateway",
    NodeKind.FORK: "parallelGateway",
    NodeKind.JOIN: "parallelGateway",
    NodeKind.END: "endEvent",
}
_SIZES = {NodeKind.START: (36.0, 36.0), NodeKind.END: (36.0, 36.0), NodeKind.STEP: (140.0, 90.0)}
_GATEWAY = (50.0, 50.0)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def export_bpmn(process: Process, name: str) -> bytes:
    """The process as an XML file in UTF-8.

    Args:
        name: what the process is called in the file, the name of its procedure for instance.
    """
    shape = shape_of(process)
    definitions = ET.Element(
        _(BPMN, "definitions"), {"id": "definitions", "targetNamespace": OWN, "exporter": "motcua"}
    )
    body = _sub(definitions, BPMN, "process", id="process", name=_text(name), isExecutable="false")
    for node in shape.nodes:
        _flow_node(body, node, shape)
    for arrow in shape.arrows:
        _flow(body, arrow)
    _diagram(definitions, shape)
    ET.indent(definitions)
    written: bytes = ET.tostring(definitions, encoding="UTF-8", xml_declaration=True)
    return written


def _(uri: str, name: str) -> str:
    return f"{{{uri}}}{name}"


def _sub(parent: ET.Element, uri: str, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _(uri, tag), attributes)


def _text(value: str) -> str:
    """What can be written in XML: control characters cannot."""
    return _UNWRITABLE.sub(" ", value)


def _flow_node(body: ET.Element, node: Node, shape: Shape) -> None:
    element = _sub(body, BPMN, _ELEMENTS[node.kind], id=node.id)
    step = node.step
    if node.kind is NodeKind.STEP and step:
        element.set("name", _text(step.name))
        _sub(element, BPMN, "documentation").text = _text(_said(step))
        own = _sub(_sub(element, BPMN, "extensionElements"), OWN, "step", id=_text(step.id), kind=step.kind.value)
        own.attrib |= {"role": _text(step.role), "unit": _text(step.unit), "hours": f"{step.hours:f}"}
    elif node.kind in (NodeKind.CHOICE, NodeKind.FORK):
        element.set("gatewayDirection", "Diverging")
    elif node.kind is NodeKind.JOIN:
        element.set("gatewayDirection", "Converging")
    for arrow in shape.entering[node.id]:
        _sub(element, BPMN, "incoming").text = arrow.id
    for arrow in shape.leaving[node.id]:
        _sub(element, BPMN, "outgoing").text = arrow.id


def _said(step: Step) -> str:
    """Who does the step and in what time, for readers of the file."""
    unit = f", đơn vị {step.unit}" if step.unit else ""
    hours = f", {vietnamese(step.hours)} giờ làm việc" if step.hours else ""
    return f"Vai trò {step.role}{unit}{hours}"


def _flow(body: ET.Element, arrow: Arrow) -> None:
    flow = _sub(body, BPMN, "sequenceFlow", id=arrow.id, sourceRef=arrow.source, targetRef=arrow.target)
    if arrow.edge:
        flow.set("name", _text(arrow.edge.label))
        own = _sub(flow, BPMN, "extensionElements")
        _sub(own, OWN, "outcome", code=_text(arrow.edge.outcome), label=_text(arrow.edge.label))


def _diagram(definitions: ET.Element, shape: Shape) -> None:
    places = layout_of(shape, lambda node: _SIZES.get(node.kind, _GATEWAY), 60, 120)
    plane = _sub(_sub(definitions, BPMNDI, "BPMNDiagram", id="diagram"), BPMNDI, "BPMNPlane", id="plane")
    plane.set("bpmnElement", "process")
    for node in shape.nodes:
        box = places.boxes[node.id]
        drawn = _sub(plane, BPMNDI, "BPMNShape", id=f"{node.id}-shape", bpmnElement=node.id)
        if node.kind is NodeKind.CHOICE:
            drawn.set("isMarkerVisible", "true")
        _bounds(drawn, (box.x, box.y), box.width, box.height)
    for arrow in shape.arrows:
        _edge(plane, arrow, places)


def _edge(plane: ET.Element, arrow: Arrow, places: Layout) -> None:
    route = places.routes[arrow.id]
    drawn = _sub(plane, BPMNDI, "BPMNEdge", id=f"{arrow.id}-edge", bpmnElement=arrow.id)
    for x, y in route.points:
        _sub(drawn, DI, "waypoint", x=f"{x:g}", y=f"{y:g}")
    if arrow.edge and arrow.label:
        x, y = route.label
        corner = (x - 100, y - 20) if route.is_back else (x, y - 30)
        _bounds(_sub(drawn, BPMNDI, "BPMNLabel"), corner, 92, 14 if route.is_back else 27)


def _bounds(parent: ET.Element, corner: Point, width: float, height: float) -> None:
    x, y = corner
    _sub(parent, DC, "Bounds", x=f"{round(x)}", y=f"{round(y)}", width=f"{width:g}", height=f"{height:g}")
