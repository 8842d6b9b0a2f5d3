"""The RDF dataset of a `KnowledgeGraph`, its validation and its identifiers."""
