"""Training of the small reader: its recipe, candidates as examples, the forest and its cross-fitting."""
