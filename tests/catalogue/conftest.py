"""Who drafts and who approves internal processes, and a draft of the sample procedure."""

import pytest

import cast
from catalogue.drafting import CODE, NOW
from motcua.catalogue import processes as p
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import ProcedureVersion
from sample_procedure import procedure


@pytest.fixture
def author():
    return cast.person("procedure_control")


@pytest.fixture
def director():
    return cast.person("director")


@pytest.fixture
def version():
    load_procedures([procedure()])
    return ProcedureVersion.objects.get(procedure__code=CODE)


@pytest.fixture
def draft(version, author):
    return p.start_draft(version.pk, actor=author, at=NOW)
