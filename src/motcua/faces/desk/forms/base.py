"""What the forms of all commands share. They read what was typed; what is allowed, the law says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms

from motcua.agencies.actors import Actor
from motcua.dossiers.queries import DossierPage
from motcua.dossiers.record import File
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import decide, events
from motcua.law.lifecycle.state import LateCause
from motcua.law.refusal import Refused

LATE_CAUSES = [(cause.value, cause.label) for cause in LateCause]


def new_key() -> str:
    """An idempotency key: each form that is shown carries one of its own."""
    return str(uuid4())


class Text(forms.CharField):
    """A text that the law asks for: marked as required, but an empty one is refused by the law, in its words."""

    def __init__(self, label: str, *, rows: int = 0, optional: bool = False, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
        kwargs.setdefault("max_length", 2000 if rows else 300)
        super().__init__(label=label, required=not optional, widget=widget, **kwargs)

    def validate(self, value: str) -> None:
        """Nothing: an empty text is for the law to refuse."""


class Choice(forms.ChoiceField):
    """One of a few, as radio buttons; `ask` is the sentence when none was chosen."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]], *, ask: str, **kwargs: Any) -> None:
        wrong = {"required": ask, "invalid_choice": ask}
        super().__init__(label=label, choices=list(choices), widget=forms.RadioSelect, error_messages=wrong, **kwargs)


class Pick(forms.ChoiceField):
    """One of many, as a list to open; an empty choice is for the law to refuse."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]], *, empty: str, **kwargs: Any) -> None:
        super().__init__(label=label, choices=[("", empty), *choices], **kwargs)

    def validate(self, value: str) -> None:
        """Only that the choice exists; an empty one is for the law to refuse."""
        if value and not self.valid_value(value):
            super().validate(value)


class CommandForm(forms.Form):
    """A form of one command on one dossier.

    A subclass gives `command()` from its cleaned data, and `probe()` where the form depends on what the law would
    say to a well-filled command.
    """

    template = "desk/dossier/forms/plain.html"
    """What stands in the form, between its errors and its buttons."""
    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, required=False, max_length=64)

    def __init__(self, *args: Any, page: DossierPage, actor: Actor, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.actor, self.now = page, actor, now
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the dossier."""

    def command(self) -> c.Command:
        """The command that was filled in."""
        raise NotImplementedError

    def attached(self) -> tuple[File, ...]:
        """The files that come with it, already kept."""
        return ()

    def blocked(self) -> Refused | None:
        """Why the command cannot be given now, however the form is filled in; None when it can."""
        return None

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field that it names, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.sentence)

    def objection(self, command: c.Command) -> Refused | None:
        """What the law would say against `command` now; None when nothing."""
        return objection(self.page, command, self.now)

    def drop_unless(self, needed: bool, *names: str) -> None:
        """Take fields away that are not asked for in this case."""
        if not needed:
            for name in names:
                del self.fields[name]

    def text(self, name: str) -> str:
        """A cleaned text, "" where the field is not asked for."""
        return str(self.cleaned_data.get(name) or "")

    def late_cause(self) -> LateCause | None:
        """The cause chosen, if any."""
        chosen = self.text("late_cause")
        return LateCause(chosen) if chosen else None


def objection(page: DossierPage, command: c.Command, now: datetime) -> Refused | None:
    """What the law would say against `command` on this dossier at `now`; None when it would be carried out."""
    try:
        decide(page.state, command, page.rules, now)
    except Refused as refused:
        return refused
    return None


def outcome(page: DossierPage, command: c.Command, now: datetime) -> tuple[events.Event, ...]:
    """What the law would make of `command`; nothing when it would refuse."""
    try:
        return decide(page.state, command, page.rules, now)
    except Refused:
        return ()


FormClass = Callable[..., CommandForm]
