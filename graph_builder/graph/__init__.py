"""A `KnowledgeGraph` enters; an RDF dataset, its validation and its identifiers leave."""
