"""Questions to a graph folder, and their answers."""
