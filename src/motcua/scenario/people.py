"""Invented applicants: names as people in the province bear them, identity numbers that are never issued.

Personal numbers begin with 000 and tax codes with 00: no province has these codes, so no real person is hit.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant, person or organisation."""

    identity_number: str
    kind: str
    name: str
    address: str
    phone: str


class People:
    """Draws applicants; numbers run on from `first`, so that two draws never meet.

    Args:
        rng: source of chance; the same seed gives the same people.
    """

    def __init__(self, rng: random.Random, first: int = 1) -> None:
        self.rng = rng
        self.number = first

    @cached_property
    def words(self) -> dict[str, Any]:
        """The word lists that ship with the scenario."""
        text = (resources.files("motcua.scenario") / "data" / "names.yaml").read_text(encoding="utf-8")
        words: dict[str, Any] = yaml.safe_load(text)
        return words

    def draw(self) -> Person:
        """Somebody new: mostly a person, sometimes an organisation."""
        self.number += 1
        phone = f"09{self.rng.randrange(10**8):08d}"
        if self.rng.random() < 0.12:
            return Person(f"00{self.number:08d}", "organisation", self._company(), self._address(), phone)
        return Person(f"000{self.number:09d}", "person", self.person_name(), self._address(), phone)

    def person_name(self) -> str:
        """Surname, middle name and given name of one of the groups that live in the province."""
        rng, groups = self.rng, self._groups
        if rng.random() < 0.002:
            return str(rng.choice(self.words["long_names"]))
        group = rng.choices(groups[0], groups[1])[0]
        (surnames, weights), sexes = self._surnames[group["name"]], ("men", "women")
        sex = group[rng.choice(sexes)]
        parts = (rng.choices(surnames, cum_weights=weights)[0], rng.choice(sex["middle"]), rng.choice(sex["given"]))
        return " ".join(part for part in parts if part)

    @cached_property
    def _groups(self) -> tuple[list[dict[str, Any]], list[int]]:
        groups = [{**group, "name": name} for name, group in self.words["groups"].items()]
        return groups, [group["weight"] for group in groups]

    @cached_property
    def _surnames(self) -> dict[str, tuple[list[str], list[int]]]:
        found = {}
        for name, group in self.words["groups"].items():
            total, weights = 0, []
            for weight in group["surnames"].values():
                total += weight
                weights.append(total)
            found[name] = (list(group["surnames"]), weights)
        return found

    def _address(self) -> str:
        rng, words = self.rng, self.words
        district = rng.choices(words["districts"], [item["weight"] for item in words["districts"]])[0]
        commune = rng.choice(district["communes"])
        urban = "streets" in district and commune.startswith("Phường")
        pattern = rng.choice(words["addresses"]["street" if urban else "hamlet"])
        return str(pattern).format(
            number=rng.randrange(1, 400),
            group=rng.randrange(1, 9),
            street=rng.choice(district.get("streets", ["Quốc lộ 1"])),
            hamlet=rng.choice(words["hamlets"]),
            commune=commune,
            district=district["name"],
        )

    def _company(self) -> str:
        rng, words = self.rng, self.words["companies"]
        if rng.random() < 0.01:
            return str(rng.choice(words["long"]))
        pattern = rng.choices(words["patterns"], [item["weight"] for item in words["patterns"]])[0]
        return str(pattern["text"]).format(
            trade=rng.choice(words["trade"]),
            trade_farm=rng.choice(words["trade_farm"]),
            proper=rng.choice(words["proper"]),
            person=self.person_name(),
            place="Mỹ Xuyên",
            number=rng.randrange(1, 99),
        )
