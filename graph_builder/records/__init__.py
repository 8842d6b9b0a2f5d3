"""What is kept of each article that was read, on disk: records, the list of those in a store, locks, graphs.

A record is what extraction found in one article. A store is a folder of records, a list of those that count
(`contents`, the commit point) and the graph that was made of them (`graphs`). Nothing here knows RDF or spaCy.
"""
