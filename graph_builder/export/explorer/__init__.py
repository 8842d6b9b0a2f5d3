"""The explorer: one interactive HTML page, what it shows and where it draws it."""
