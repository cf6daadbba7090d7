"""The public page of a procedure before it is published: from what was typed instead of from rows."""

from __future__ import annotations

from datetime import date

from motcua.agencies.models import Agency
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import Fee, Level, OnlineLevel, ProcedureVersion, Subject
from motcua.catalogue.pages import CaseLine, ComponentLine, FeeLine, LimitLine, ProcedurePage, _steps
from motcua.catalogue.spec import ComponentSpec, Content, FeeSpec, LimitSpec
from motcua.law.refusal import Refused


def page_of_content(content: Content, valid_from: date) -> ProcedurePage:
    """The page as citizens will see it from a local day on (one query, two where it brings its process).

    Raises:
        Refused: ``agency_unknown``: the agency is none of ours; or a limit is none.
    """
    agency = Agency.objects.filter(code=content.agency).first() or Agency.objects.filter(name=content.agency).first()
    if agency is None:
        raise Refused("agency_unknown", "Hãy chọn cơ quan giải quyết rồi xem trước.", field="agency")
    local = content.route == ProcedureVersion.Route.LOCAL
    units = dict(agency.units.values_list("code", "name")) if content.process else {}
    return ProcedurePage(
        version_id=0,
        number=0,
        process_id=None,
        code=content.code,
        name=content.name,
        field=content.field,
        agency_id=agency.pk,
        agency=agency.name,
        agency_code=agency.code,
        levels=tuple(str(Level(level).label) for level in content.levels),
        executing=content.executing,
        competent=content.competent,
        coordinating=content.coordinating,
        address=content.address,
        subject=content.subject,
        subjects=tuple(str(Subject(subject).label) for subject in content.subjects),
        results=tuple((result.name, result.code) for result in content.results),
        decision="",
        channels=content.channels,
        valid_from=valid_from,
        valid_until=None,
        online_level=str(OnlineLevel(content.online_level).label),
        online_next=tuple((change.since, str(OnlineLevel(change.level).label)) for change in content.online_changes),
        route=ProcedureVersion.Route(content.route).label,
        local=local,
        sets=content.sets,
        on_the_spot=content.on_the_spot,
        conditions=content.conditions,
        in_force=True,
        open_for_intake=local,
        suspended=None,
        cases=tuple(CaseLine(case.key, case.name) for case in content.cases),
        components=tuple(_component(part) for part in content.components),
        limits=tuple(_limit(limit) for limit in content.limits),
        fees=tuple(_fee(fee) for fee in content.fees if fee.valid_until is None or fee.valid_until > valid_from),
        steps=content.steps,
        process=_steps(process_from(content.process.spec), units) if content.process else (),
        legal_bases=content.legal_bases,
        sample_url=content.sample_url,
        video_url=content.video_url,
    )


def _component(part: ComponentSpec) -> ComponentLine:
    return ComponentLine(
        part.key,
        part.name,
        part.originals,
        part.copies,
        part.mandatory,
        part.form_code,
        part.condition,
        part.case,
        part.form_url,
        part.must_digitise,
        part.digitise_reason,
        part.paper_type,
    )


def _limit(limit: LimitSpec) -> LimitLine:
    return LimitLine(limit.channel, limit.case, limit.limit(), limit.note, limit.legal(), limit.reduction_basis)


def _fee(fee: FeeSpec) -> FeeLine:
    return FeeLine(
        kind=Fee.Kind(fee.kind).label,
        name=fee.name,
        amount=fee.amount,
        condition=fee.condition,
        due_at_intake=fee.due_at_intake,
        case=fee.case,
        per=fee.per,
        online_amount=fee.online_amount,
        exemption=fee.exemption,
        since=fee.valid_from,
        until=fee.valid_until,
    )
