"""A graph enters, an HTTP server on this machine leaves: SPARQL 1.1 Protocol, a query page, explorer, downloads."""
