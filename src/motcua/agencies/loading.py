"""The shape of a province's file of agencies, units, posts and holders, and its way into the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from motcua.accounts.commands import enrol_staff
from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Holding, Post, Unit


class HolderSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds a post; `demo`: the account is on the list of the demonstration's sign-in page."""

    name: str
    username: str
    email: str = ""
    phone: str = ""
    demo: bool = False


class PostSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post; `unit` is a code of the same agency, `serves` are codes of agencies."""

    role: Role
    title: str
    holder: HolderSpec | None = None
    unit: str = ""
    serves: tuple[str, ...] = ()


class UnitSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of an agency."""

    code: str
    name: str


class AgencySpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency with its units and posts."""

    code: str
    name: str
    short_name: str
    kind: Agency.Kind = Agency.Kind.DEPARTMENT
    level: Agency.Level = Agency.Level.PROVINCE
    parent: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    units: tuple[UnitSpec, ...] = ()
    posts: tuple[PostSpec, ...] = ()


class ProvinceSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All agencies of a province, in the order in which tables show them."""

    province: str
    holders_since: date
    agencies: tuple[AgencySpec, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a file speaks of."""

    agencies: int
    units: int
    posts: int
    people: int


def save_agencies(specs: Sequence[AgencySpec]) -> dict[str, Agency]:
    """Write the agencies; returns them by code."""
    saved: dict[str, Agency] = {}
    for order, spec in enumerate(specs, start=1):
        saved[spec.code], _ = Agency.objects.update_or_create(
            code=spec.code,
            defaults={
                "name": spec.name,
                "short_name": spec.short_name,
                "kind": spec.kind,
                "level": spec.level,
                "order": order,
                "address": spec.address,
                "phone": spec.phone,
                "email": spec.email,
            },
        )
    for spec in specs:
        if spec.parent:
            Agency.objects.filter(code=spec.code).update(parent=saved[spec.parent])
    return saved


def save_units(agency: Agency, specs: Sequence[UnitSpec]) -> dict[str, Unit]:
    """Write the units of an agency; returns them by code."""
    return {
        spec.code: Unit.objects.update_or_create(
            agency=agency, code=spec.code, defaults={"name": spec.name, "order": order}
        )[0]
        for order, spec in enumerate(specs, start=1)
    }


def save_posts(
    spec: AgencySpec,
    agencies: dict[str, Agency],
    units: dict[str, Unit],
    *,
    since: date,
    demo: bool,
) -> None:
    """Write the posts of an agency and seat their holders."""
    agency = agencies[spec.code]
    alike: Counter[str] = Counter()
    for post_spec in spec.posts:
        kind = ".".join(filter(None, (post_spec.unit, post_spec.role.value)))
        alike[kind] += 1
        post, _ = Post.objects.update_or_create(
            agency=agency,
            code=f"{kind}.{alike[kind]}",
            defaults={
                "role": post_spec.role,
                "title": post_spec.title,
                "unit": units[post_spec.unit] if post_spec.unit else None,
            },
        )
        post.serves.set([agencies[code] for code in post_spec.serves])
        if post_spec.holder:
            _seat(post, _account(post_spec.holder, _label(post_spec, agency, post.unit), demo), since)


def _label(spec: PostSpec, agency: Agency, unit: Unit | None) -> str:
    place = ", ".join(filter(None, (spec.title, unit.name if unit else "", agency.short_name)))
    return f"{spec.role.label} – {place}"


def _account(holder: HolderSpec, label: str, demo: bool) -> Staff:
    return enrol_staff(
        username=holder.username,
        full_name=holder.name,
        email=holder.email,
        phone=holder.phone,
        demo=demo,
        demo_label=label if holder.demo else "",
    )


def _seat(post: Post, holder: Staff, since: date) -> None:
    """Seat `holder` from `since` on; who sat there before leaves on that day."""
    current = Holding.objects.filter(post=post, until__isnull=True).first()
    if current is not None and current.holder_id == holder.pk:
        return
    if current is not None and current.since >= since:
        current.holder = holder
        current.save(update_fields=["holder"])
        return
    if current is not None:
        current.until = since
        current.save(update_fields=["until"])
    Holding.objects.create(post=post, holder=holder, since=since)
