"""The encoder as a PyTorch network, and the two networks of replaced-token detection that it is trained by."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

_DROPPED = 0.1
_HIDDEN = 4  # times the width
_SPREAD = 0.02  # of the first weights
MASKED = 0.15  # of the places
_WEIGHT = 50.0  # of the detector's loss, as in the paper
_SLOWEST = 10_000.0  # the turns of places go from 1 to this apart
_PART = 4  # the generator's width is the detector's by this


@dataclass(frozen=True, slots=True)
class Shape:
    """How large an encoder is."""

    vocabulary: int
    layers: int = 6
    width: int = 256
    heads: int = 4
    length: int = 128  # the longest sequence

    @property
    def embedding(self) -> int:
        """The width of a subword's vector; half the encoder's, as the table has many rows."""
        return self.width // 2


class Block(nn.Module):
    """A layer of a transformer, normalised before each part."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.asks, self.joins = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widens, self.narrows = nn.Linear(width, _HIDDEN * width), nn.Linear(_HIDDEN * width, width)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, states: Tensor, turns: tuple[Tensor, Tensor], seen: Tensor | None) -> Tensor:
        """Return the states of the next layer; `turns` are of `_turns`, `seen` says which places may be looked at."""
        shape = (*states.shape[:2], 3, self.heads, states.shape[2] // self.heads)
        query, key, value = self.asks(self.before(states)).view(shape).permute(2, 0, 3, 1, 4).unbind(0)
        query, key = _turned(query, turns), _turned(key, turns)
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        states = states + self.drop(self.joins(looked.transpose(1, 2).flatten(2)))
        found: Tensor = states + self.drop(self.narrows(functional.gelu(self.widens(self.between(states)))))
        return found


class Encoder(nn.Module):
    """Gives each place of sequences of subwords a vector that depends on all of them.

    Places are told by rotation (Su and others 2021): with a table of places it takes thousands of steps until a network
    finds who stands beside whom, which is most of what a short training has.

    Args:
        shape: of the encoder.
        pieces: vectors of subwords, where another network has them already.
        width: where it is another than the shape's.
    """

    def __init__(self, shape: Shape, pieces: nn.Embedding | None = None, width: int | None = None) -> None:
        super().__init__()
        own = shape.width if width is None else width
        heads = shape.heads if own == shape.width else max(1, shape.heads // _PART)
        self.turned = own // heads  # how wide a head is
        self.pieces = pieces or nn.Embedding(shape.vocabulary, shape.embedding)
        self.first, self.last = nn.LayerNorm(shape.embedding), nn.LayerNorm(own)
        self.drop, self.grows = nn.Dropout(_DROPPED), nn.Linear(shape.embedding, own)
        self.blocks = nn.ModuleList(Block(own, heads) for _ in range(shape.layers))

    def forward(self, ids: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return sequences x places x width; `seen` (sequences x 1 x 1 x places) is false where nothing stands."""
        states = self.grows(self.drop(self.first(self.pieces(ids))))
        turns = _turns(ids, self.turned)
        for block in self.blocks:
            states = block(states, turns, seen)
        found: Tensor = self.last(states)
        return found


class ReplacedTokens(nn.Module):
    """ELECTRA (Clark, Luong, Le and Manning 2020): a small generator fills gaps, the encoder tells what it filled.

    Chosen over masked words as every place teaches, not 15 % of them, and as the paper's gain is largest for small
    encoders and little computation, which is what 12 minutes are.
    """

    def __init__(self, shape: Shape, mask: int) -> None:
        super().__init__()
        self.mask, self.hidden = mask, max(1, round(MASKED * shape.length))
        self.encoder = Encoder(shape)
        small = shape.width // _PART
        self.generator = Encoder(shape, self.encoder.pieces, small)
        self.guesses = nn.Sequential(nn.Linear(small, shape.embedding), nn.GELU(), nn.LayerNorm(shape.embedding))
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.detects = nn.Sequential(nn.Linear(shape.width, shape.width), nn.GELU(), nn.Linear(shape.width, 1))
        self.apply(_start)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return the losses of generator and detector on full rows; which places are hidden is chosen by chance."""
        chance = torch.rand(ids.shape, device=ids.device)
        chance[:, 0] = -1.0  # every row begins alike
        places = chance.topk(self.hidden, dim=1).indices
        wanted = ids.gather(1, places)
        states = self.generator(ids.scatter(1, places, self.mask))
        states = states.gather(1, places.unsqueeze(2).expand(-1, -1, states.shape[2]))
        scores = self.guesses(states) @ self.encoder.pieces.weight.t() + self.bias
        scores = scores.float()
        generator = functional.cross_entropy(scores.flatten(0, 1), wanted.flatten())
        with torch.no_grad():
            drawn = (scores - torch.log(-torch.log(torch.rand_like(scores).clamp(1e-9, 1 - 1e-7)))).argmax(2)
        filled = ids.scatter(1, places, drawn)
        told = self.detects(self.encoder(filled)).squeeze(2).float()
        return generator, functional.binary_cross_entropy_with_logits(told, (filled != ids).float())


def loss_of(generator: Tensor, detector: Tensor) -> Tensor:
    """Return what training brings down."""
    return generator + _WEIGHT * detector


def _turns(ids: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """The cosines and sines by which the halves of a head are turned at each place."""
    each = _SLOWEST ** (-torch.arange(0, width, 2, device=ids.device) / width)
    angles = torch.arange(ids.shape[1], device=ids.device)[:, None] * each
    return angles.cos(), angles.sin()


def _turned(states: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Turn the states of each place: what two have in common then depends on how far they are apart."""
    one, other = states.chunk(2, dim=-1)
    cosine, sine = (turn.to(states.dtype) for turn in turns)
    return torch.cat((one * cosine - other * sine, one * sine + other * cosine), dim=-1)


def _start(module: nn.Module) -> None:
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=_SPREAD)
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)
