"""Forms that tell the applicant, paper by paper, what a dossier still wants (form 02)."""

from __future__ import annotations

from motcua.faces.desk.forms.base import CommandForm, Text
from motcua.law.lifecycle.state import PaperRequest
from motcua.law.refusal import Refused


class PaperRequestsForm(CommandForm):
    """One text for each component, left empty where nothing is wrong, and the reason."""

    template = "desk/dossier/forms/supplement.html"
    why_basis = ""
    """Why the law wants a basis for asking, where it does."""

    reason = Text("Lý do", rows=3, help_text="Nêu quy định mà hồ sơ chưa đáp ứng.")

    def prepare(self) -> None:
        for component in self.page.rules.procedure.components:
            self.fields[f"papers-{component.key}"] = Text(component.name, rows=2)
        self.order_fields([name for name in self.fields if name.startswith("papers-")])

    @property
    def lines(self) -> list[object]:
        """The fields of the components, for the template."""
        return [self[name] for name in self.fields if name.startswith("papers-")]

    @property
    def others(self) -> list[object]:
        """The other visible fields."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith("papers-")]

    def refuse(self, refused: Refused) -> None:
        if refused.field == "papers":
            refused = Refused(refused.code, refused.sentence, next(iter(self.lines)).name)
        super().refuse(refused)

    def requests(self) -> tuple[PaperRequest, ...]:
        """What is asked for, component by component."""
        names = {name.removeprefix("papers-"): self.text(name) for name in self.fields if name.startswith("papers-")}
        return tuple(PaperRequest(component, what) for component, what in names.items() if what)
