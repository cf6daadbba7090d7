"""The form of a page as a browser without a script would send it."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects what each form of a page holds, by the address it is sent to."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Fields] = {}
        self._fields: Fields | None = None
        self._select = self._area = ""
        self._first = self._chosen = self._text = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._fields = self.forms.setdefault(said.get("action") or "", defaultdict(list))
        elif self._fields is None:
            return
        elif tag == "input" and said.get("name"):
            kind = said.get("type", "text")
            if kind not in ("submit", "file") and (kind not in ("checkbox", "radio") or "checked" in said):
                self._fields[said["name"]].append(said.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select, self._first, self._chosen = said.get("name") or "", None, None
        elif tag == "option":
            value = said.get("value") or ""
            self._first = value if self._first is None else self._first
            self._chosen = value if "selected" in said else self._chosen
        elif tag == "textarea":
            self._area, self._text = said.get("name") or "", ""

    def handle_data(self, data: str) -> None:
        if self._area and self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._fields is None:
            return
        if tag == "select":
            self._fields[self._select].append((self._first or "") if self._chosen is None else self._chosen)
        elif tag == "textarea":
            self._fields[self._area].append((self._text or "").removeprefix("\n").replace("\n", "\r\n"))
            self._area, self._text = "", None
        elif tag == "form":
            self._fields = None


def fields_of(response: Any, action: str = "") -> Fields:
    """What the form that is sent to `action` holds."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return {name: list(values) for name, values in parser.forms[action].items()}
