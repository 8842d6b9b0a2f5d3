"""`make docs`: the pages that pyLODE writes name every class, in one language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph

ONTOLOGY = Path(__file__).resolve().parents[3] / "ontology"


def test_each_page_names_every_class_in_its_language_alone(tmp_path):
    subprocess.run([sys.executable, ONTOLOGY / "write_docs.py", tmp_path], check=True, capture_output=True)
    graph = Graph().parse(ONTOLOGY / "alliance.ttl", format="turtle")
    labels = [label for c in graph.subjects(RDF.type, OWL.Class) for label in graph.objects(c, RDFS.label)]
    pages = {language: (tmp_path / f"ontology-{language}.html").read_text("utf-8") for language in ("es", "en")}
    assert len(labels) >= 10
    for label in labels:
        assert f">{label}<" in pages[label.language]
    assert 'src="http' not in pages["es"] + pages["en"]
