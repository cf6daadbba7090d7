"""The report made from frozen figures: it says the same for ever, and its check asks the frozen figures."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime

import pytest

import cast
from cast import refused
from motcua.dossiers.models import Dossier
from motcua.reports.freezing import commands
from motcua.reports.freezing.commands import Wanted
from motcua.reports.models import FrozenReport
from motcua.reports.narrative.frozen import frozen_of, frozen_report
from motcua.reports.narrative.live import live_report
from motcua.reports.narrative.sourcing import check
from motcua.reports.narrative.verify import figures_of
from motcua.reports.narrative.word.write import as_docx
from motcua.reports.span import Span
from reports.freezing import CONTROL, MARCH, NOW, of_justice, prepared, some_dossiers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
AT = datetime(2019, 3, 18, 1, 0, tzinfo=UTC)


@pytest.fixture
def frozen() -> FrozenReport:
    some_dossiers()
    return commands.prepare_draft(Wanted("narrative", MARCH), actor=cast.person(CONTROL), at=NOW, key=uuid.uuid4())


def test_frozen_and_live_figures_tell_the_same_while_nothing_has_changed(frozen: FrozenReport) -> None:
    kept, live = frozen_report(frozen.code), live_report(Span(MARCH, MARCH.end))
    assert kept.blocks[:-1] == live.blocks[:-1]
    assert list(figures_of(kept)) == list(figures_of(live))
    assert kept.annexes == live.annexes


def test_the_document_tells_code_version_and_digest(frozen: FrozenReport) -> None:
    words = frozen_report(frozen.code).origin.words
    version = frozen.versions.get()
    assert words.startswith(
        "Số liệu chốt lúc 00 giờ 00 ngày 15/03/2019, báo cáo narrative-20190215-20190314, phiên bản 1"
    )
    assert bytes(version.hash).hex()[:16] in words


def test_a_document_is_checked_against_its_own_version_whatever_was_changed_since(frozen: FrozenReport) -> None:
    first = as_docx(frozen_report(frozen.code), at=AT)
    Dossier.objects.filter(agency__code=cast.PRESS).update(
        accepted_at=MARCH.end
    )  # nobody may do that: a repair by hand
    frozen.refresh_from_db()
    commands.make_new_version(
        frozen.code, "Sửa sai", actor=cast.person(CONTROL), at=NOW, key=uuid.uuid4(), revision=frozen.revision
    )
    second = as_docx(frozen_report(frozen.code), at=AT)
    assert check(io.BytesIO(first)).sound
    assert check(io.BytesIO(second)).sound
    tag = "one-stop//total"
    told = [
        next(one for one in figures_of(frozen_report(frozen.code, version)) if one.tag == tag) for version in (1, 2)
    ]
    assert [figure.value for figure in told] == [4, 3]


def test_figures_that_were_never_frozen_are_not_found(frozen: FrozenReport) -> None:
    data = as_docx(frozen_report(frozen.code), at=AT)
    with refused("narrative_origin_unknown"):
        check(io.BytesIO(told_otherwise(data, frozen)))


def told_otherwise(data: bytes, frozen: FrozenReport) -> bytes:
    """The document with another digest in its properties."""
    import zipfile

    digest = bytes(frozen.versions.get().hash).hex()[:16].encode()
    found, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name in found.namelist():
            out.writestr(name, found.read(name).replace(digest, b"0" * 16))
    return stream.getvalue()


def test_only_figures_of_this_report_are_told() -> None:
    some_dossiers()
    with refused("not_narrative"):
        frozen_report(prepared(of_justice()).code)
    with refused("no_report"):
        frozen_report("narrative-1")


def test_the_frozen_figures_of_a_period_are_listed(frozen: FrozenReport) -> None:
    assert [(one.code, one.number) for one in frozen_of(MARCH)] == [(frozen.code, 1)]
