"""Pages of the work calendars: years and versions, the table to write, the second person, and open dossiers."""
