"""The graph as RDF: one serialisation a file, over the blocks and terms that they share."""
