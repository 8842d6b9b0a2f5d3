"""Names in a paragraph: of the gazetteer, of gatherings, and what a named-entity recogniser found besides."""
