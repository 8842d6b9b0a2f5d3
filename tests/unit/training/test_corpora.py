"""The recipe's readers and augmentation, on made-up text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from graph_builder.errors import ConfigurationError
from graph_builder.training.augmentation import (
    break_lines,
    change_dashes,
    change_quotes,
    change_united_states,
    make_doc,
    read_rows,
    shout,
    vary,
)
from graph_builder.training.entities import make_docs, read_sentences, repair, spaces_after
from graph_builder.training.sources import DEFAULT_TABLE, load_sources
from graph_builder.training.tokenization import blank_pipeline
from graph_builder.training.treebank import is_development, read_treebank, split_documents

CONLLU = """# newdoc id = uno
# sent_id = uno-s1
# text = Viajan al norte.
1\tViajan\tviajar\tVERB\tv\tNumber=Plur\t0\troot\t_\t_
2-3\tal\t_\t_\t_\t_\t_\t_\t_\t_
2\ta\ta\tADP\ts\t_\t4\tcase\t_\t_
3\tel\tel\tDET\td\tDefinite=Def\t4\tdet\t_\t_
4\tnorte\tnorte\tNOUN\tn\tGender=Masc\t1\tobl\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\tf\tPunctType=Peri\t1\tpunct\t_\t_

# newdoc id = dos
# sent_id = dos-s1
# text = Firman.
1\tFirman\tfirmar\tVERB\tv\tNumber=Plur\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\tf\tPunctType=Peri\t1\tpunct\t_\t_

"""


def test_a_multiword_token_becomes_one_token(tmp_path: Path) -> None:
    file = tmp_path / "made-up.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    train, dev = read_treebank(file, 0)
    assert [len(train), len(dev)] == [2, 0]
    tokens = list(train[0])
    assert [token.text for token in tokens] == ["Viajan", "al", "norte", "."]
    assert (tokens[1].lemma_, tokens[1].dep_, tokens[1].head.text) == ("a el", "case", "norte")
    assert train[0].text.strip() == "Viajan al norte."


def test_documents_are_split_and_kept_apart_by_their_id() -> None:
    assert [identifier for identifier, _ in split_documents(CONLLU)] == ["uno", "dos"]
    kept = [identifier for identifier in map(str, range(1000)) if is_development(identifier, 10)]
    assert 70 < len(kept) < 130
    assert kept == [identifier for identifier in map(str, range(1000)) if is_development(identifier, 10)]


def test_repair_undoes_double_encoding_and_leaves_sound_text() -> None:
    broken = "subrayó la petición".encode().decode("latin-1")
    assert repair(broken) == "subrayó la petición"
    assert repair("España, «así», Łódź") == "España, «así», Łódź"


def test_bio_becomes_running_text_with_entities(tmp_path: Path) -> None:
    lines = ["La DA O", "petición NC O", "de SP O", "la DA O", "ONU NC B-ORG", "( Fpa O", "Ginebra NP B-LOC"]
    lines += [") Fpt O", ". Fp O", "", "Habla VM O", "Ana NP B-PER", "Ruiz NP I-PER"]
    file = tmp_path / "made-up.bio"
    file.write_text("\n".join(lines).encode().decode("latin-1"), encoding="utf-8")
    (doc,) = make_docs(read_sentences(file, "bio"), Vocab())
    assert doc.text.strip() == "La petición de la ONU (Ginebra). Habla Ana Ruiz"
    found = [(span.text, span.label_) for span in doc.ents]
    assert found == [("ONU", "ORG"), ("Ginebra", "LOC"), ("Ana Ruiz", "PER")]
    assert [sentence.text for sentence in doc.sents][1].strip() == "Habla Ana Ruiz"


def test_wikiner_entities_begin_with_b(tmp_path: Path) -> None:
    file = tmp_path / "made-up.wikiner"
    file.write_text("Vive|V|O en|P|O Buenos|N|I-LOC Aires|N|I-LOC .|F|O\n", encoding="utf-8")
    (doc,) = make_docs(read_sentences(file, "wikiner"), Vocab())
    assert [(span.text, span.label_) for span in doc.ents] == [("Buenos Aires", "LOC")]


def test_a_tag_that_is_not_bio_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "wrong.bio"
    file.write_text("Ana PER\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"wrong\.bio: sentence 1: tag 'PER'"):
        list(read_sentences(file, "bio"))


def test_spacing_of_quotation_marks_and_brackets() -> None:
    words = ("dijo", ":", '"', "Sí", '"', "(", "EFE", ")", ".")
    text = "".join(word + " " * space for word, space in zip(words, spaces_after(words), strict=True))
    assert text.strip() == 'dijo: "Sí" (EFE).'


def test_every_source_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_sources(DEFAULT_TABLE, tmp_path)
    assert "es_ancora-ud-dev.conllu: no such file" in str(caught.value)
    assert "conll2002-esp.train: no such file" in str(caught.value)


@pytest.fixture
def doc() -> Doc:
    words = ['"', "Sí", '"', "-", "dijo", "-", "EEUU", ".", "Firman", "."]
    spaces = [False, False, True, True, True, True, False, True, False, True]
    heads = [1, 4, 1, 4, 4, 4, 4, 4, 8, 8]
    deps = ["punct", "ccomp", "punct", "punct", "ROOT", "punct", "nsubj", "punct", "ROOT", "punct"]
    pos = ["PUNCT", "INTJ", "PUNCT", "PUNCT", "VERB", "PUNCT", "PROPN", "PUNCT", "VERB", "PUNCT"]
    return Doc(Vocab(), words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, lemmas=words)


def test_typography_of_the_press(doc: Doc) -> None:
    rng = random.Random(1)
    quoted = [row.text for row in change_quotes(read_rows(doc), rng)]
    assert (quoted[0], quoted[2]) in {("«", "»"), ("“", "”"), ("‘", "’"), ("'", "'")}
    rows = change_united_states(change_dashes(read_rows(doc), rng), rng)
    text = make_doc(rows, doc, doc.vocab).text
    assert text.replace("—", "-").replace("–", "-").startswith('"Sí" -dijo- E')


def test_line_breaks_keep_trees_and_sentences(doc: Doc) -> None:
    nlp = blank_pipeline()
    for seed in range(40):
        rows = break_lines(shout(read_rows(doc), random.Random(seed)), random.Random(seed))
        varied = make_doc(rows, doc, doc.vocab)
        assert len(list(varied.sents)) == 2
        heads = {token.text.lower(): token.head.text.lower() for token in varied if token.text.isalpha()}
        assert heads["eeuu"] == "dijo"
        Example(nlp.make_doc(varied.text), varied)


def test_the_same_seed_gives_the_same_variant(doc: Doc) -> None:
    assert vary(doc, doc.vocab, random.Random(5)).text == vary(doc, doc.vocab, random.Random(5)).text
