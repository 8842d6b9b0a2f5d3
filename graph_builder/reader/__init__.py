"""The learned reader: facts that the rules do not reach, each with the probability that the reader gives it.

A sentence is read in three steps. `words` asks of each word which relations it may tell of; `actors` collects who may
take part, linked as resolution links them; `candidates` puts words and actors together. A forest of decision trees
(`forest`) gives each candidate a probability, with `--reader large` an encoder too (`marked`, `pair_encoder`), and
`reading` makes statements of those that are probable enough.
"""

from graph_builder.reader.reading import Reader, load_reader, reader_named

__all__ = ["Reader", "load_reader", "reader_named"]
