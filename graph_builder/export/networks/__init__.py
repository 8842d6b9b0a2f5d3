"""Networks: actors joined by facts, for Gephi, Cytoscape, yEd, NetworkX, D3 and Neo4j."""
