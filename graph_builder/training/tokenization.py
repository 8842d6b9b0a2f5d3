"""A blank Spanish pipeline out, whose tokenizer splits news text as AnCora does."""

from __future__ import annotations

from typing import cast

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Abbreviations that spaCy's Spanish lacks; each is one token with its full stop.
_ABBREVIATIONS = (
    "EE.UU", "Gral.", "Cnel.", "Cap.", "Tte.", "Sgto.", "Alte.", "Pdte.", "pdte.", "Mons.", "Arq.", "Excmo.",
    "Excma.", "Ilmo.", "D.F.", "S.M.", "SS.MM.", "SS.AA.", "S.A.R.", "RR.HH.", "FF.AA.", "FF. AA.", "JJ.OO.",
    "JJ. OO.", "CC.OO.", "CC. OO.", "RR.EE.", "DD.HH.", "DD. HH.", "EE. UU", "Dres.", "Sres.", "Srs.",
    "art.", "arts.", "Art.", "Arts.", "pp.", "vs.", "tel.", "Tel.", "No.", "Nos.", "Núm.", "Nro.", "nro.",
)  # fmt: skip
# Ends of sentences, not faces, in news: "(hasta las 8)", "dijo (sic):".
_FACES = (")", "(")


def blank_pipeline() -> Language:
    """Spanish with AnCora's tokenisation of dashes, datelines and abbreviations.

    "-según fuentes-" gives "-", "según", "fuentes", "-" while "Son-hui" stays whole, and "--según--" each dash for
    itself; "México.- El" gives "México", ".-", "El".
    """
    nlp = spacy.blank("es")
    tokenizer = cast(Tokenizer, nlp.tokenizer)
    rules = {
        text: parts
        for text, parts in tokenizer.rules.items()
        if not (any(face in text for face in _FACES) and len(text) <= 4)
    }
    rules.update({text: [{"ORTH": text}] for text in _ABBREVIATIONS if text not in ("No.", "Nos.")})
    tokenizer.rules = rules
    defaults = nlp.Defaults
    prefixes = [*(defaults.prefixes or ()), rf"[-—–](?=-?[{ALPHA}\"«“¿¡'(])"]
    suffixes = [
        *(defaults.suffixes or ()),
        rf"(?<=[{ALPHA}0-9\"»”?!)])\.[-—–]",
        rf"(?<=[{ALPHA}\"»”?!')])-",
        rf"(?<=[{ALPHA}\"»”?!')]-)-",
    ]
    infixes = [*(defaults.infixes or ()), rf"(?<=[{ALPHA}0-9])[—–](?=[{ALPHA}])", r"(?<=\))\.-"]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp
