"""An HTTP server on this machine over a graph: SPARQL 1.1 Protocol, a query page, the explorer, downloads."""
