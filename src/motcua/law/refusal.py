"""The one way in which this system says no.

A refusal is not a failure of the program: the law, or the order of work, does not allow what was asked.
Its sentence is Vietnamese and is shown to the person as it stands; its code is for programs and tests.
"""


class Refused(Exception):
    """What was asked is not allowed.

    ``code`` is a short, stable English word for programs and tests; ``sentence`` is the whole Vietnamese
    sentence shown to the person; ``field`` names the form field at fault, or is ``None`` for the whole form.
    """

    def __init__(self, code: str, sentence: str, field: str | None = None) -> None:
        super().__init__(code, sentence, field)
        self.code = code
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        """The sentence itself, so that a log line reads as the person saw it."""
        return self.sentence
