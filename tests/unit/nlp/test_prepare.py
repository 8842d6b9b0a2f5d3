"""From an article to its sentences: offsets, names, rereadings; and nothing is left of an article afterwards."""

from __future__ import annotations

import gc

from spacy.tokens import Doc

from graph_builder.model import Article
from graph_builder.nlp.memo import Remembered
from graph_builder.nlp.rereadings import rereadings

TEXT = "Condena México violencia en Siria\n\nEl presidente ruso viajó a China. Se reunió con Xi Jinping en Pekín.\n"
ARTICLES = [Article(f"a{n}", TEXT + f"\nRusia pidió calma {n} veces.\n") for n in range(30)]


def test_sentences_are_in_order_and_point_into_the_text(preparer, pipeline):
    parsed = preparer.prepare(Article("a", TEXT), pipeline)
    assert [sentence.index for sentence in parsed.sentences] == [0, 1, 2]
    said = [sentence.span.of(TEXT) for sentence in parsed.sentences]
    assert said[1:] == ["El presidente ruso viajó a China.", "Se reunió con Xi Jinping en Pekín."]
    assert said[0] == "Condena México violencia en Siria"
    for sentence in parsed.sentences:
        doc = sentence.tokens.doc
        found = [
            sentence.span_of(*(tokens[0], tokens[-1])).of(TEXT) for tokens in (n.tokens(doc) for n in sentence.names)
        ]
        assert found == [named.tokens(doc).text for named in sentence.names]
    assert [n.label for n in parsed.sentences[2].names] == ["PER", "LOC"]


def test_a_headline_is_read_anew_before_it_is_mended(preparer, pipeline):
    [headline, *_] = preparer.prepare(Article("a", TEXT), pipeline).sentences
    verb, subject = headline.tokens[0], headline.tokens[1]
    assert (verb.pos_, subject.head, subject.dep_) == ("VERB", verb, "nsubj")


def test_rereadings_keep_the_length_of_the_text(pipeline, vocabulary):
    for text in ("ORTEGA AMENAZA CON RETOMAR LUCHA ARMADA", "Condena México violencia en Siria", "Rusia pide calma."):
        doc = pipeline.nlp(text)
        for rereading in rereadings(vocabulary):
            assert len(rereading(doc, pipeline).text) == len(text)


def test_an_article_without_words_has_no_sentences(preparer, pipeline):
    for text in ("", "\n", "   \n\n "):
        assert preparer.prepare(Article("a", text), pipeline).sentences == ()


def test_processes_and_zones_do_not_change_the_result(preparer, pipeline, extractor):
    alone = [extractor.extract(preparer.prepare(article, pipeline)) for article in ARTICLES]
    assert list(preparer.each(ARTICLES, pipeline, extractor.extract)) == alone
    assert list(preparer.each(ARTICLES[:3], pipeline, extractor.extract, jobs=2)) == alone[:3]


def test_no_doc_is_kept_after_its_article(preparer, pipeline, extractor):
    def docs() -> int:
        gc.collect()
        return sum(isinstance(one, Doc) for one in gc.get_objects())

    before = docs()
    found = list(preparer.each(ARTICLES, pipeline, extractor.extract))
    assert docs() == before
    assert all(extraction.statements for extraction in found)


def test_parse_gives_paragraphs_with_their_offsets(preparer, pipeline):
    assert [
        TEXT[passage.start : passage.start + len(doc.text)]
        for passage, doc in preparer.parse(Article("a", TEXT), pipeline)
    ][1:] == ["El presidente ruso viajó a China. Se reunió con Xi Jinping en Pekín."]


def test_what_is_remembered_does_not_grow_without_end():
    memory: Remembered[int, int] = Remembered()
    for number in range(25_000):
        memory[number] = number
    assert len(memory) <= 10_000
    assert memory[24_999] == 24_999
