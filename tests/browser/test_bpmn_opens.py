"""Another modeller opens what we export: bpmn-js reads every shipped process, and random ones, without a warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings

from law.lifecycle.processes import specimens
from motcua.catalogue.bpmn_export import export_bpmn
from motcua.catalogue.loading import process_from
from motcua.law.process import Process

ROOT = Path(__file__).parents[2]
VIEWER = ROOT / "frontend/node_modules/bpmn-js/dist/bpmn-viewer.production.min.js"
PROCEDURES = sorted((ROOT / "src/motcua/catalogue/data/procedures").glob("*.json"))
RANDOM = 25

OPEN = """async xml => {
  document.body.innerHTML = '<div id="canvas" style="width: 1200px; height: 600px"></div>';
  const viewer = new BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(xml);
  const drawn = viewer.get('elementRegistry').filter(element => element.type !== 'label' && element.parent).length;
  viewer.destroy();
  return { warnings: warnings.map(warning => warning.message), drawn };
}"""


@pytest.fixture(scope="module")
def modeller(chromium):
    """A page with the viewer of bpmn-js."""
    assert VIEWER.exists(), "bpmn-js is missing: run `npm ci` in frontend/ (`make setup`)"
    page = chromium.new_page()
    page.set_content("<!doctype html><title>bpmn-js</title>")
    page.add_script_tag(path=str(VIEWER))
    yield page
    page.close()


def shipped(file: Path) -> list[Process]:
    """The processes of the procedures in a file."""
    return [process_from(one["process"]) for one in json.loads(file.read_text()) if one.get("process")]


def opened(modeller, process: Process) -> None:
    """Open the export of a process; all of it is drawn, and nothing is complained about."""
    xml = export_bpmn(process, "Quy trình").decode()
    said = modeller.evaluate(OPEN, xml)

    assert said["warnings"] == []
    assert said["drawn"] == xml.count("<bpmndi:BPMNShape") + xml.count("<bpmndi:BPMNEdge")


@pytest.mark.parametrize("file", PROCEDURES, ids=lambda file: file.stem)
def test_every_shipped_process_opens(modeller, file):
    processes = shipped(file)

    assert processes
    for process in processes:
        opened(modeller, process)


def test_random_processes_open(modeller):
    @seed(20190301)
    @settings(max_examples=RANDOM, deadline=None, database=None, phases=[Phase.generate])
    @given(specimens())
    def run(specimen):
        opened(modeller, specimen.process)

    run()


def test_the_modeller_complains_about_a_broken_file(modeller):
    """So that silence means something."""
    xml = export_bpmn(process_from({"start": "a", "steps": []}), "Trống").decode()
    loose = '<bpmn:sequenceFlow id="x" sourceRef="start" targetRef="nowhere"/></bpmn:process>'

    assert modeller.evaluate(OPEN, xml.replace("</bpmn:process>", loose))["warnings"]
