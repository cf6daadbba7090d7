"""A file in our own format becomes proposals: what differs waits, what a person has written is never overwritten."""

from __future__ import annotations

import msgspec
import pytest

import cast
from cast import refused
from catalogue.publishing import CODE, NOW, begun, typed_into
from motcua.catalogue import proposals
from motcua.catalogue.file_proposals import propose_from_file
from motcua.catalogue.models import Proposal
from motcua.catalogue.proposals import content_of_version
from motcua.catalogue.publication import authors_of
from motcua.catalogue.spec import VersionSpec
from sample_procedure import procedure

pytestmark = pytest.mark.django_db


def content(version, **changes):
    """What a file says of the sample procedure."""
    return msgspec.structs.replace(content_of_version(version), **changes)


def brought(author, *contents):
    """What became of a file."""
    return propose_from_file(contents, actor=author, at=NOW)


def test_what_the_catalogue_says_already_is_skipped(author, version):
    report = brought(author, content(version))

    assert (report.unchanged, report.proposed) == ([CODE], 0)
    assert not Proposal.objects.exists()


def test_the_decision_and_days_that_a_file_tells_are_no_change(author, version):
    exported = msgspec.convert(procedure(), VersionSpec, strict=False)

    assert brought(author, exported).unchanged == [CODE]


def test_a_changed_procedure_waits_for_a_decision(author, version):
    report = brought(author, content(version, name="Tên khác"))

    proposal = Proposal.objects.get()
    assert report.changed == [CODE]
    assert (proposal.name, proposal.based_on, proposal.decision, proposal.origin) == ("Tên khác", version, None, "file")
    assert "process" not in proposal.content


def test_a_new_procedure_brings_its_process_along(author, version):
    report = brought(author, content(version, code="1.900300"))

    assert report.new == ["1.900300"]
    assert Proposal.objects.get().content["process"]["start"] == "intake"


def test_another_process_of_a_known_procedure_is_reported_not_proposed(author, version):
    process = msgspec.structs.replace(content_of_version(version).process, decision="99/QĐ")

    report = brought(author, content(version, process=process))

    assert (report.process_left, report.unchanged) == ([CODE], [CODE])


def test_the_same_file_again_changes_nothing_and_another_refreshes(author, version):
    brought(author, content(version, name="Một"))
    assert brought(author, content(version, name="Một")).refreshed == 0

    report = brought(author, content(version, name="Hai"))

    assert (report.refreshed, Proposal.objects.get().name) == (1, "Hai")


def test_what_a_person_has_touched_is_left_and_reported(author, version):
    brought(author, content(version, name="Trong tệp"))
    typed_into(author, Proposal.objects.get(), name="Sửa bằng tay")

    report = brought(author, content(version, name="Tệp mới hơn"))

    assert (report.left, report.proposed) == ([CODE], 0)
    assert Proposal.objects.get().name == "Sửa bằng tay"


def test_what_another_import_made_is_left_and_reported(author, version):
    Proposal.objects.create(code=CODE, origin="national", name="Từ Cổng", updated_at=NOW)

    assert brought(author, content(version, name="Trong tệp")).left == [CODE]
    assert Proposal.objects.get().name == "Từ Cổng"


def test_what_lies_in_a_decision_is_left_and_reported(author, version):
    decision = begun(author)
    brought(author, content(version, name="Trong tệp"))
    proposals.take_in_proposals(decision.pk, [Proposal.objects.get().pk], actor=author, at=NOW)

    assert brought(author, content(version, name="Tệp mới hơn")).left == [CODE]


def test_who_brought_the_file_is_one_of_the_authors(author, version):
    decision = begun(author)
    brought(author, content(version, name="Trong tệp"))
    Proposal.objects.update(decision=decision)

    assert authors_of(decision) == {author.staff_id}
    assert Proposal.objects.get().writers == [author.staff_id]


def test_a_procedure_twice_in_a_file_counts_once_the_last_time(author, version):
    report = brought(author, content(version, name="Một"), content(version, name="Hai"), content(version, name="Ba"))

    assert (report.repeated, Proposal.objects.get().name) == ([CODE], "Ba")


def test_what_is_no_code_is_refused_in_a_sentence_and_the_rest_is_taken(author, version):
    report = brought(author, content(version, code="abc"), content(version, name="Khác"))

    assert [code for code, _ in report.refused] == ["abc"]
    assert report.changed == [CODE]


def test_only_who_writes_brings_files(director, version):
    with refused("forbidden"):
        brought(director, content(version))
    with refused("forbidden"):
        brought(cast.person("receptionist"), content(version))


def test_a_file_of_many_costs_the_same_queries_as_a_file_of_few(author, version, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as few:
        brought(author, content(version, code="1.900300"))
    many = [content(version, code=f"1.9{number:05}") for number in range(400, 600)]
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert brought(author, *many).proposed == 200
