"""A run in shards: the same graph by way of files, for a few articles and for millions, on one machine or on many.

The stages, each a module with one function that reads and writes files of the working folder:

    0  plan      which articles there are, in shards of about 1,000 by their ids
    1  read      a shard: each article parsed and extracted into a record; what it tells to others set apart
    2  reduce    all shards: who the actors are that no list holds
    3  facts     a shard: facts, judged and validated; pieces of outputs
    4a consensus a bucket of pairs of participants: status of events, edges; and one of actors
       whole     all shards: counts
    4b subjects  a bucket of subjects: quads sorted, Turtle by blocks
    4c merge     outputs, of pieces; at_once: those that need all facts

`driver` takes a run through them, `executors` carry out what a stage has to do: in this process, in a pool, or on a Ray
cluster. Files are the only state. Each is whole or not there, and its name says what it was made from: a run that was
killed goes on where it stopped, and an article that changed costs the work of its shard.
"""

from graph_builder.shards.driver import build_in_shards
from graph_builder.shards.status import RunStatus, status_of

__all__ = ["RunStatus", "build_in_shards", "status_of"]
