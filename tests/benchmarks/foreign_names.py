"""Share of foreign persons' names that a pipeline finds whole, as PER, in sentences made up for this.

    python tests/benchmarks/foreign_names.py [PIPELINE]

PIPELINE is an installed spaCy pipeline or a folder; without it the bundled one. The names are in `foreign_names.txt`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graph_builder.nlp.pipeline import load_pipeline

NAMES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
SENTENCES = (
    "La ministra {} llegó a Moscú.",
    "El canciller {} dijo que el acuerdo es firme.",
    "{}, presidente del país, viajó a Minsk.",
    "Según {}, habrá más tropas.",
    "El acuerdo lo firmó {} en Pekín.",
    "{} se reunió con el ministro chino.",
    "El presidente ruso recibió a {} en el Kremlin.",
    "«No cederemos», advirtió {}.",
)


def main() -> None:
    """Print the share, and the sentences in which a name is not found whole."""
    nlp = load_pipeline(*sys.argv[1:]).nlp
    wrong = []
    for name in NAMES:
        for sentence in SENTENCES:
            doc = nlp(sentence.format(name))
            if not any(span.text == name and span.label_ == "PER" for span in doc.ents):
                wrong.append(f"{doc.text}  {[(span.text, span.label_) for span in doc.ents]}")
    total = len(NAMES) * len(SENTENCES)
    print(*wrong, f"{100 * (total - len(wrong)) / total:.1f} % of {total}", sep="\n")


if __name__ == "__main__":
    main()
