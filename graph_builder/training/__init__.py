"""The recipe of the bundled Spanish pipeline: treebanks, entities and raw text in, a spaCy folder out."""
