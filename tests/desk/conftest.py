"""Who sits before the screens of internal processes, and a draft to edit there."""

import pytest

from desk.processing import CODE, PAGE
from desk.stage import browser, stop_clock
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import ProcedureVersion, ProcessDraft
from sample_procedure import procedure


@pytest.fixture
def clock(monkeypatch):
    return stop_clock(monkeypatch)


@pytest.fixture
def officer():
    return browser("procedure_control")


@pytest.fixture
def director():
    return browser("director")


@pytest.fixture
def version():
    load_procedures([procedure()])
    return ProcedureVersion.objects.get(procedure__code=CODE)


@pytest.fixture
def draft(version, officer):
    assert officer.post(f"{PAGE}soan/bat-dau").status_code == 302
    return ProcessDraft.objects.get(version=version)
