"""The sections of the report, each a pure function from figures to headings and paragraphs."""
