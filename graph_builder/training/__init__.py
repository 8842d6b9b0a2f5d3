"""The recipe of the bundled Spanish pipeline: treebanks, entity corpora and raw text in, a spaCy folder out."""
