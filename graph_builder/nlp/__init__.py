"""From articles to parsed articles; the bundled Spanish pipeline lies here."""
