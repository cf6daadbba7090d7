"""Decisions and suspensions that stood on versions get rows of their own; results become a list."""

from django.db import migrations

_CONTENT_ELSEWHERE = ("decision", "valid_from", "valid_until", "number", "intake_closed_from", "intake_closed_until")
_EMPTY = ("", [], {}, None)


def carry_over(apps, schema_editor):
    Version = apps.get_model("catalogue", "ProcedureVersion")
    Decision = apps.get_model("catalogue", "PublicationDecision")
    Suspension = apps.get_model("catalogue", "IntakeSuspension")
    for version in Version.objects.order_by("pk").iterator():
        decision, _ = Decision.objects.get_or_create(
            number=version.decision_number,
            signed_on=version.decision_date,
            issuer="",
            defaults={"title": version.decision_title, "stage": "published"},
        )
        version.decision = decision
        version.results = [{"name": version.result}] if version.result else []
        version.source = _content(version.source)
        version.save(update_fields=["decision", "results", "source"])
        if version.intake_closed_from:
            Suspension.objects.create(
                procedure_id=version.procedure_id,
                decision=decision,
                starts_on=version.intake_closed_from,
                ends_on=version.intake_closed_until,
            )


def _content(source):
    """What the version says, without what stands in rows of its own."""
    kept = {name: value for name, value in source.items() if name not in _CONTENT_ELSEWHERE and value not in _EMPTY}
    result = kept.pop("result", "")
    return kept | ({"results": [{"name": result}]} if result else {})


def carry_back(apps, schema_editor):
    Version = apps.get_model("catalogue", "ProcedureVersion")
    for version in Version.objects.select_related("decision").iterator():
        version.decision_number = version.decision.number[:100]
        version.decision_date = version.decision.signed_on
        version.decision_title = version.decision.title
        version.result = "; ".join(result["name"] for result in version.results)
        version.save(update_fields=["decision_number", "decision_date", "decision_title", "result"])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_publication")]

    operations = [migrations.RunPython(carry_over, carry_back)]
