"""An article enters, a parsed article leaves; the bundled Spanish pipeline lies here."""
