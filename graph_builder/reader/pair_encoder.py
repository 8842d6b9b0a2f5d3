"""The encoder at work, for `--reader large`: what it reads between each two actors, beside what the forest says.

A sentence is read once, with marks before all actors, and each pair is told from its two marks: with a reading a pair,
as in R-BERT (Wu and He 2019), the encoder takes some twenty times as long. Zhong and Chen (2021) measure what is lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import ConfigurationError
from graph_builder.extract.context import SentenceContext
from graph_builder.reader.actors import Actor
from graph_builder.reader.candidates import Candidate
from graph_builder.reader.marked import PIECES, Marked, Marker, named

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = Path(__file__).with_name("large")
NETWORK, ABOUT = "pairs.onnx", "about.json"
_FILES = (ABOUT, NETWORK, PIECES)
GIVEN = ("ids", "rows", "subjects", "objects")  # what the network takes: see `batch_of`
_AT_ONCE = 16  # sentences

Numbers = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class About:
    """How the encoder is read."""

    relations: tuple[str, ...]  # in the order of its scores
    length: int  # subwords that it reads at most
    beside: str  # SHA-256 of the weights of the small reader that it was trained beside
    mix: tuple[float, float, float] = (0.0, 0.0, 1.0)  # what is added; what the forest and the encoder are times by
    calibration: tuple[tuple[float, float], ...] = ((0.0, 0.5),)  # log odds of the two together and probability
    threshold: float = 0.5

    def together(self, forest: Numbers, encoder: Numbers) -> Numbers:
        """Return the log odds of candidates by forest and encoder together."""
        constant, by_forest, by_encoder = self.mix
        return np.asarray(constant + by_forest * forest + by_encoder * encoder, np.float32)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that the encoder reads once, and the pairs of actors who are asked about."""

    sentence: int  # its number
    marked: Marked
    pairs: tuple[tuple[int, int], ...]  # where the marks of the two are; 0 is nobody
    members: tuple[tuple[int, ...], ...]  # of each pair the numbers of its candidates


class PairEncoder:
    """Gives log odds to candidates.

    Args:
        session: of the network.
        marker: of its subwords.
        about: how it is read.
    """

    def __init__(self, session: InferenceSession, marker: Marker, about: About) -> None:
        self._session, self._marker, self.about = session, marker, about

    def odds(self, candidates: Sequence[Candidate], contexts: Sequence[SentenceContext]) -> Numbers:
        """Return the log odds of candidates by the encoder alone.

        Those of the relation of the pair; of two words for one relation the one that tells of it less is put below.

        Args:
            candidates: of one article, and of those relations that the encoder knows.
            contexts: of its sentences.
        """
        asked = asked_about(candidates, contexts, self._marker)
        found = np.zeros(len(candidates), np.float32)
        for one, relations, words in self._read(asked):
            for members, of_pair, of_words in zip(one.members, relations, words, strict=True):
                telling = {i: _of_word(candidates[i], contexts, one.marked, of_words) for i in members}
                best: dict[int, float] = {}
                for i, score in telling.items():
                    best[candidates[i].relation] = max(score, best.get(candidates[i].relation, score))
                for i, score in telling.items():
                    relation = candidates[i].relation
                    found[i] = of_pair[relation] + score - best[relation]
        return found

    def _read(self, asked: Sequence[Asked]) -> Iterator[tuple[Asked, Numbers, Numbers]]:
        """What the network makes of each sentence: by pair the scores of relations, and of subwords."""
        ordered = sorted(asked, key=lambda one: len(one.marked.ids))
        for start in range(0, len(ordered), _AT_ONCE):
            some = ordered[start : start + _AT_ONCE]
            given = batch_of(some, self._marker.pad)
            relations, words = self._session.run(None, dict(zip(GIVEN, given, strict=True)))
            place = 0
            for one in some:
                until = place + len(one.pairs)
                yield one, relations[place:until], words[place:until]
                place = until


def asked_about(
    candidates: Sequence[Candidate], contexts: Sequence[SentenceContext], marker: Marker
) -> tuple[Asked, ...]:
    """Return the sentences of candidates, marked, each with its pairs in reading order."""
    by_sentence: dict[int, list[int]] = {}
    for number, one in enumerate(candidates):
        by_sentence.setdefault(one.sentence, []).append(number)
    return tuple(
        _asked(sentence, numbers, candidates, contexts[sentence], marker) for sentence, numbers in by_sentence.items()
    )


def _asked(
    sentence: int, numbers: Sequence[int], candidates: Sequence[Candidate], context: SentenceContext, marker: Marker
) -> Asked:
    actors: dict[str, Actor] = {}
    pairs: dict[tuple[str, str], list[int]] = {}
    for number in numbers:
        sides = (candidates[number].subject, candidates[number].object)
        actors |= {side.entity.id: side for side in sides if side is not None and side.entity.id not in actors}
        one, other = (side.entity.id if side is not None else "" for side in sides)
        pairs.setdefault((one, other), []).append(number)
    places = {key: place for place, key in enumerate(actors)}
    marked = marker.mark(
        marker.pieces(context.sentence.tokens.text), [named(actor, context) for actor in actors.values()]
    )
    alone = {key: (*marked.marks[place], 0)[0] for key, place in places.items()}
    where = tuple(marked.nearest(places[one], places[other]) if other else (alone[one], 0) for one, other in pairs)
    return Asked(sentence, marked, where, tuple(map(tuple, pairs.values())))


def batch_of(some: Sequence[Asked], pad: int) -> tuple[Integers, Integers, Integers, Integers]:
    """Return sentences as the network takes them.

    Subwords, filled up to one length; and of each pair the row of its sentence, and where the marks of the two are.
    """
    ids = np.full((len(some), max(len(one.marked.ids) for one in some)), pad, np.int64)
    for row, one in enumerate(some):
        ids[row, : len(one.marked.ids)] = one.marked.ids
    rows = np.repeat(np.arange(len(some), dtype=np.int64), [len(one.pairs) for one in some])
    pairs = np.array([pair for one in some for pair in one.pairs], np.int64).reshape(-1, 2)
    return ids, rows, pairs[:, 0].copy(), pairs[:, 1].copy()


def _of_word(candidate: Candidate, contexts: Sequence[SentenceContext], marked: Marked, words: Numbers) -> float:
    """How far the word of a candidate tells what is between the two: the best of its subwords."""
    start = candidate.trigger.idx - contexts[candidate.sentence].sentence.tokens.start_char
    over = marked.over(start, start + len(candidate.trigger))
    return float(words[over].max()) if over else float(words.min())


def write_about(about: About, folder: Path) -> None:
    """Write how an encoder is read beside its network."""
    (folder / ABOUT).write_text(json.dumps(asdict(about), indent=1) + "\n", encoding="utf-8")


def load_pair_encoder(small: str, folder: Path = FOLDER) -> tuple[PairEncoder, str]:
    """Load an encoder, and return it with the SHA-256 of its files and of the small reader's together.

    Args:
        small: SHA-256 of the weights of the small reader; "" for any.
        folder: of the encoder.

    Raises:
        ConfigurationError: there is none, it was trained beside another small reader, or a library is missing.
    """
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise ConfigurationError(
            f"--reader large: {folder} lacks {', '.join(missing)}; no weights come with the package: train them as "
            "docs/reader.md says, or use --reader small"
        )
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ConfigurationError(f"--reader large: needs {error.name}; install graph-builder[large]") from error
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are what `--jobs` is for
    try:
        about = read_about(folder)
        marker = Marker(Tokenizer.from_file(str(folder / PIECES)), about.length)
        session = InferenceSession(str(folder / NETWORK), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # of onnxruntime, tokenizers and json, as the file is damaged
        raise ConfigurationError(
            f"--reader large: {folder} cannot be read ({error}); train it again as docs/reader.md says"
        ) from error
    if small and about.beside != small:
        raise ConfigurationError(
            f"--reader large: {folder} was trained beside another small reader; train it again as docs/reader.md says"
        )
    return PairEncoder(session, marker, about), large_sha256(small, folder)


def large_sha256(small: str, folder: Path = FOLDER) -> str:
    """Return the SHA-256 of an encoder's files and the small reader's digest together; "" where files are missing."""
    digest = hashlib.sha256(small.encode())
    for name in _FILES:
        if not (folder / name).is_file():
            return ""
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def read_about(folder: Path) -> About:
    """Return how the encoder of a folder is read.

    Raises:
        OSError, ValueError, KeyError, TypeError: the file is missing or damaged.
    """
    plain = json.loads((folder / ABOUT).read_text("utf-8"))
    calibration = tuple((odds, chance) for odds, chance in plain["calibration"])
    return About(
        **{**plain, "relations": tuple(plain["relations"]), "mix": tuple(plain["mix"]), "calibration": calibration}
    )
