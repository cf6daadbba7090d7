"""Scores: the 766 index of a province or an agency, and the scoring of agencies under TT 01/2018/TT-VPCP.

`indicators` says what is counted, `scheme` what it is worth on a day, `index` computes, `words` explains, `what_if`
tries changes out, `publicity` judges days of publication, `quality` is the scoring of nine indices.
"""
