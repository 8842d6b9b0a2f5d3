"""Trained pipelines and gold trees in, one folder to ship out: merged, rounded, its sources named in `meta.json`."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Config

from graph_builder.errors import ConfigurationError
from graph_builder.nlp import boundaries, known_forms, word_clusters
from graph_builder.training import lookups
from graph_builder.training.evaluation import Figure
from graph_builder.training.form_table import learn_forms
from graph_builder.training.sources import Sources
from graph_builder.training.tokenization import blank_pipeline

NAME = "alliance_news"
VERSION = "0.1.0"
DESCRIPTION = (
    "Spanish news: morphology, lemmas, dependencies in UD AnCora's scheme, sentence boundaries, "
    "and entities PER, LOC, ORG, MISC. Trained by graph_builder.training; the weights are rounded to {bits} "
    "bits of mantissa."
)
LICENCE = "MIT; the training texts keep the licences named under `sources`"
NOTES = (
    "performance: per cent, measured by `python -m graph_builder.training evaluate` on the development part: "
    "trees on raw text of the AnCora documents that the recipe keeps apart, entities on the words of "
    "CoNLL-2002 testa. This part chose the settings."
)
NAMES = {"name": "Faker, lists of persons' names", "author": "Daniele Faraglia and contributors", "license": "MIT"}
LOOKUPS = {
    "name": "spaCy lookups data 1.0.5, Brown clusters of Spanish words and infinitives of verbs",
    "author": "ExplosionAI",
    "license": "MIT",
}
# float32 has 23 explicit bits of mantissa; with these the file compresses to about half, the figures stay.
MANTISSA_BITS = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """What a shipped pipeline is put together from: two trained ones that share their vectors, and gold trees."""

    syntax: Path
    ner: Path
    trees: Path  # a DocBin, for the table of forms


def merge(parts: Parts) -> Language:
    """Syntax with our tokenizer and sentence boundaries before it, the known forms and the entity tagger behind it."""
    nlp = spacy.load(parts.syntax)
    entities = spacy.load(parts.ner)
    if not np.array_equal(nlp.vocab.vectors.data, entities.vocab.vectors.data):
        raise ConfigurationError(f"{parts.syntax} and {parts.ner} have different vectors; train both again")
    add_known_forms(nlp, parts.trees)
    nlp.add_pipe("ner", source=entities)
    nlp.add_pipe(boundaries.NAME, before="parser")
    nlp.tokenizer = blank_pipeline().tokenizer
    # Where the parts were trained is nobody's business, and no path of it exists elsewhere.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    return nlp


def add_known_forms(nlp: Language, trees: Path) -> None:
    """Add the table of the forms that gold trees hold, and of other verbs, at the end of the pipeline."""
    nlp.add_pipe(known_forms.FACTORY)
    component = nlp.get_pipe(known_forms.FACTORY)
    listed = lookups.infinitives(nlp.vocab.lookups.get_table(word_clusters.TABLE))
    if isinstance(component, known_forms.KnownForms):
        component.learn(learn_forms(trees, nlp.vocab, listed))


def round_mantissa(values: NDArray[np.float32], bits: int) -> NDArray[np.float32]:
    """Take the nearest floats with so many explicit bits of mantissa: zip and git store half of it.

    round_mantissa(array([1.2345678]), 8) -> array([1.234375])
    """
    drop = 23 - bits
    whole = np.ascontiguousarray(values, dtype="<f4").view(np.uint32)
    half = np.uint32(1 << (drop - 1))
    mask = np.uint32(0xFFFFFFFF ^ ((1 << drop) - 1))
    return ((whole + half) & mask).view(np.float32)


def round_weights(nlp: Language, bits: int) -> None:
    """Round every weight of every component and the vectors, in place."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            for parameter in node.param_names:
                if node.has_param(parameter):
                    node.set_param(parameter, round_mantissa(node.get_param(parameter), bits))
    nlp.vocab.vectors.data = round_mantissa(nlp.vocab.vectors.data, bits)


def describe(folder: Path, sources: Sources, figures: tuple[Figure, ...]) -> None:
    """Complete the folder's `meta.json`: version, sources with licences, figures and where they are from."""
    file = folder / "meta.json"
    meta = json.loads(file.read_text(encoding="utf-8"))
    meta["name"] = NAME
    meta["version"] = VERSION
    meta["description"] = DESCRIPTION.format(bits=MANTISSA_BITS)
    meta["author"] = "graph_builder"
    meta["license"] = LICENCE
    meta["sources"] = [
        *({"name": credit.name, "author": credit.author, "license": credit.licence} for credit in sources.credits),
        NAMES,
        LOOKUPS,
    ]
    meta["performance"] = {figure.name: round(figure.value, 2) for figure in figures}
    meta["notes"] = NOTES
    file.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def package(parts: Parts, folder: Path) -> Path:
    """Merge, round and write; a folder of that name is replaced."""
    nlp = merge(parts)
    round_weights(nlp, MANTISSA_BITS)
    return write(nlp, folder)


def write(nlp: Language, folder: Path) -> Path:
    """Write beside the folder first, then put it in its place: whoever loads it finds a whole pipeline."""
    fresh = folder.with_name(folder.name + ".new")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh)
    forget_paths(fresh / "config.cfg")
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)
    return folder


def forget_paths(config_file: Path) -> None:
    """Empty the paths of the machine that trained: nothing at run time needs them."""
    config = Config().from_disk(config_file, interpolate=False)
    config["paths"] = dict.fromkeys(config["paths"])
    config.to_disk(config_file)


def compressed_size(folder: Path) -> float:
    """Megabytes of a zip of the folder, which is what a wheel carries."""
    archive = folder.with_name(folder.name + ".zip.tmp")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                zipped.write(file, file.relative_to(folder))
    size = archive.stat().st_size / 1e6
    archive.unlink()
    return size
