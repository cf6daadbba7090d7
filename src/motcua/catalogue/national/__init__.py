"""Reads procedures as the national portal publishes them: tables whose cells run together, and prose.

Pure Python, without Django and without a database. What can be read with certainty becomes a value; all else is
kept word for word in a `Mark` for a person. Nothing is guessed and nothing is lost.
"""

from motcua.catalogue.national.reading import Mark, Reading
from motcua.catalogue.national.records import read_record
from motcua.catalogue.national.tally import Tally, tally

__all__ = ["Mark", "Reading", "Tally", "read_record", "tally"]
