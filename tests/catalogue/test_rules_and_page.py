"""What a dossier is pinned to, the rules it is judged by, and the page that people read."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import IntakeSuspension, InternalProcess, ProcedureVersion
from motcua.catalogue.pages import procedure_page
from motcua.catalogue.queries import in_force
from motcua.catalogue.rules import rules_of
from motcua.law.lifecycle.state import Channel
from province import TODAY, shipped_procedures
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

CODE = "1.900001"


def load(**changes):
    """Load the sample; returns what a dossier of `TODAY` is pinned to."""
    load_procedures([procedure(**changes)])
    return in_force(CODE, TODAY)


def test_a_dossier_is_pinned_to_the_version_of_its_day():
    load(valid_until="2020-01-01")
    load_procedures([procedure(number=2, valid_from="2020-01-01", name="Mới")])

    assert in_force(CODE, date(2019, 12, 31)).name == "Xác nhận mẫu thử"
    assert in_force(CODE, date(2020, 1, 1)).name == "Mới"
    assert in_force(CODE, date(2018, 6, 30)) is None


def test_a_dossier_is_pinned_to_the_newest_process_in_force():
    pinned = load()
    first = InternalProcess.objects.get(pk=pinned.process_id)
    second = InternalProcess.objects.create(
        version_id=pinned.version_id,
        number=2,
        decision="03/QĐ-UBND",
        valid_from=date(2019, 6, 1),
        spec=first.spec,
    )

    assert in_force(CODE, date(2019, 5, 31)).process_id == first.pk
    assert in_force(CODE, date(2019, 6, 1)).process_id == second.pk


def test_a_version_without_a_process_in_force_says_so():
    assert load(process={**procedure()["process"], "valid_from": "2019-06-01"}).process_id is None


def test_an_unknown_code_is_pinned_to_nothing():
    assert in_force("9.999999", TODAY) is None


def test_pinning_costs_one_query(queries):
    load()
    with queries(1):
        in_force(CODE, TODAY)


def test_the_rules_say_what_the_version_says():
    pinned = load()
    rules, process = rules_of(pinned.version_id, pinned.process_id)

    assert (rules.code, rules.name, rules.intake_from) == (CODE, "Xác nhận mẫu thử", date(2018, 7, 1))
    assert [(part.key, part.originals, part.copies, part.mandatory) for part in rules.components] == [
        ("don", 1, 0, True),
        ("ban-sao", 0, 2, False),
    ]
    assert rules.limit_for(Channel.POST).label == "1 ngày làm việc"
    assert [step.id for step in process.steps] == ["intake", "decide", "hand-over"]


def test_a_fee_set_elsewhere_is_not_reckoned_with():
    pinned = load()
    rules, _ = rules_of(pinned.version_id, pinned.process_id)

    assert [(fee.name, fee.amount) for fee in rules.fees] == [("Phí thẩm định", 150000)]
    assert rules.owed_at_intake("counter", TODAY) == 150000


def test_a_channel_may_have_a_limit_of_its_own():
    limits = [{"value": "2", "unit": "working_day"}, {"value": "1", "unit": "working_day", "channel": "post"}]
    pinned = load(limits=limits)
    rules, _ = rules_of(pinned.version_id, pinned.process_id)

    assert rules.limit_for(Channel.POST).value == Decimal(1)
    assert rules.limit_for(Channel.COUNTER).value == Decimal(2)


def test_the_last_day_of_intake_is_the_day_before_the_next_version():
    pinned = load(valid_until="2020-01-01")
    rules, _ = rules_of(pinned.version_id, pinned.process_id)

    assert rules.open_on(date(2019, 12, 31))
    assert not rules.open_on(date(2020, 1, 1))


def test_intake_that_is_suspended_later_is_seen_at_once():
    pinned = load()
    assert rules_of(pinned.version_id, pinned.process_id)[0].open_on(TODAY)

    version = ProcedureVersion.objects.get(pk=pinned.version_id)
    IntakeSuspension.objects.create(
        procedure=version.procedure, decision=version.decision, starts_on=TODAY, ends_on=date(2019, 4, 1)
    )
    rules, _ = rules_of(pinned.version_id, pinned.process_id)
    assert not rules.open_on(TODAY)
    assert not rules.open_on(date(2019, 3, 31))
    assert rules.open_on(date(2019, 4, 1))


def test_rules_asked_for_again_cost_one_query(queries):
    pinned = load()
    rules_of(pinned.version_id, pinned.process_id)

    with queries(1):
        rules_of(pinned.version_id, pinned.process_id)


def test_a_process_of_another_version_is_not_taken():
    pinned = load()
    other = InternalProcess.objects.exclude(version_id=pinned.version_id).first()

    with pytest.raises(InternalProcess.DoesNotExist):
        rules_of(pinned.version_id, other.pk)


def test_every_shipped_procedure_has_rules_and_a_page():
    for item in shipped_procedures():
        pinned = in_force(item["code"], TODAY)
        for case in [case["key"] for case in item.get("cases", ())] or [""]:
            rules, process = rules_of(pinned.version_id, pinned.process_id, case)
            assert all(rules.limit_for(channel) for channel in pinned.channels), item["code"]
            assert process.longest_hours() > 0
        assert procedure_page(item["code"], TODAY).open_for_intake


def test_the_page_shows_components_limits_fees_and_steps():
    load()
    page = procedure_page(CODE, TODAY)

    assert [part.name for part in page.components] == ["Đơn đề nghị", "Bản sao giấy tờ"]
    assert [(line.channel, line.limit.label) for line in page.limits] == [("", "1 ngày làm việc")]
    assert [(fee.kind, fee.amount) for fee in page.fees] == [("Phí", 150000), ("Lệ phí", None)]
    assert (page.process[0].name, page.process[0].role) == ("Tiếp nhận", "Cán bộ tiếp nhận")
    assert page.decision == "01/QĐ-UBND ngày 01/06/2018"
    assert [channel.label for channel in page.channels] == ["Trực tiếp", "Bưu chính công ích"]


def test_the_page_of_a_procedure_no_longer_in_force_says_so():
    load(valid_until="2019-02-01")
    page = procedure_page(CODE, TODAY)

    assert (page.in_force, page.open_for_intake) == (False, False)


def test_the_page_of_a_procedure_closed_for_a_while_says_so():
    load(suspensions=[{"since": "2019-02-01"}])
    page = procedure_page(CODE, TODAY)

    assert (page.in_force, page.open_for_intake) == (True, False)


def test_the_page_shows_the_version_of_the_day():
    load(valid_until="2020-01-01")
    load_procedures([procedure(number=2, valid_from="2020-01-01", name="Mới")])

    assert procedure_page(CODE, TODAY).name == "Xác nhận mẫu thử"
    assert procedure_page(CODE, date(2020, 1, 1)).name == "Mới"


def test_a_code_that_does_not_exist_has_no_page():
    assert procedure_page("9.999999", TODAY) is None


def test_a_page_costs_at_most_nine_queries(queries):
    load()
    with queries(9):
        procedure_page(CODE, TODAY)
