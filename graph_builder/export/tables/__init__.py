"""Tables: a row a fact, an event or a dyad, as CSV, JSON Lines, Parquet and SQLite."""
