"""What `build --only-with foreign-states` leaves unread, and how many annotated facts about a foreign state with it.

python tests/benchmarks/measure_selection.py GOLD --press ARTICLES --home MEX --articles tests/data/read.txt
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from graph_builder.evaluate.tables import read_gold
from graph_builder.model import Article
from graph_builder.sources import Metadata, read_articles
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.foreign_states import ForeignStates
from graph_builder.vocabulary.scoring import load_scoring_rules


def skipped(articles: Iterable[Article], foreign: ForeignStates) -> set[str]:
    """Return the ids of the articles that would not be read."""
    return {one.id for one in articles if not foreign.are_named_in(f"{one.title}\n{one.text}")}


def main() -> None:
    """Print shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of annotated articles")
    parser.add_argument("--press", help="articles that nobody annotated, for the share that is left unread")
    parser.add_argument("--home", action="append", default=[])
    parser.add_argument("--articles", type=Path, help="ids of the annotated articles that count")
    options = parser.parse_args()
    foreign = ForeignStates(load_vocabulary().gazetteer, options.home)
    gold = read_gold(options.gold, load_scoring_rules().quads)
    chosen = set(options.articles.read_text("utf-8").split()) if options.articles else set(gold)
    articles = [one for one in read_articles([str(options.gold)], Metadata(), ()).articles if one.id in chosen]
    out = skipped(articles, foreign)
    home = {"", *options.home}
    facts = [one for name in chosen & gold.keys() for one in gold[name] if {one.subject_state, one.object_state} - home]
    lost = [one for name in out & gold.keys() for one in gold[name] if {one.subject_state, one.object_state} - home]
    print(f"annotated: {len(out)} of {len(articles)} articles left out, {len(lost)} of {len(facts)} facts lost")
    if options.press:
        press = read_articles([options.press], Metadata(), ()).articles
        print(f"press: {len(skipped(press, foreign)) / len(press):.1%} of {len(press)} articles left out")


if __name__ == "__main__":
    main()
