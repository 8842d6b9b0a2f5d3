"""Places for the nodes of a network, the same for the same network.

Large connected parts are laid out by forces (ForceAtlas2's degree-weighted repulsion: Jacomy et al. 2014,
doi:10.1371/journal.pone.0098679) from a start by landmark distances (PivotMDS: Brandes & Pich 2006,
doi:10.1007/978-3-540-70904-6_6); small parts are packed around the largest. Only numpy, no random numbers.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

SPACING = 84.0  # usual distance of the nearest node, in the page's pixels at scale 1
EXACT_LIMIT = 900  # above, the best connected nodes are laid out by forces, the rest around them
PIVOTS = 24
WIDTH_TO_HEIGHT = 1.3  # screens and labels are wider than high


def layout(count: int, edges: Sequence[tuple[int, int]], radii: Sequence[float]) -> list[tuple[int, int]]:
    """Place `count` nodes.

    In: the number of nodes, their edges (pairs of indices, in any order, repeats allowed), their radii in
    pixels. Out: whole pixels (x, y) per node; no two discs of those radii overlap. Raises ValueError
    where an edge names no node or the radii are too few.
    """
    if len(radii) != count:
        raise ValueError(f"layout: {count} nodes but {len(radii)} radii; give one radius per node")
    pairs = sorted({(min(a, b), max(a, b)) for a, b in edges if a != b})
    if pairs and (pairs[0][0] < 0 or max(b for _, b in pairs) >= count):
        raise ValueError(f"layout: an edge names a node outside 0..{count - 1}")
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    sizes = np.asarray(radii, dtype=np.float64)
    places = np.zeros((count, 2))
    parts = _components(neighbours)
    for part in parts:
        places[part] = _place_part(part, neighbours, sizes[part])
    _pack(places, sizes, parts)
    return [(round(x), round(y)) for x, y in places.tolist()]


def _components(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Connected parts, the largest first, each sorted."""
    seen = [False] * len(neighbours)
    parts = []
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        part, queue = [], deque([start])
        while queue:
            node = queue.popleft()
            part.append(node)
            for other in neighbours[node]:
                if not seen[other]:
                    seen[other] = True
                    queue.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _place_part(part: list[int], neighbours: Sequence[Sequence[int]], radii: Points) -> Points:
    if len(part) == 1:
        return np.zeros((1, 2))
    local = {node: position for position, node in enumerate(part)}
    links = [[local[other] for other in neighbours[node]] for node in part]
    ranked = sorted(range(len(part)), key=lambda node: (-len(links[node]), node))
    core = sorted(_connected_core(ranked, links, EXACT_LIMIT))
    inner = {node: position for position, node in enumerate(core)}
    core_links = [[inner[other] for other in links[node] if other in inner] for node in core]
    places = np.zeros((len(part), 2))
    places[core] = _forces(_landmark_start(core_links), core_links)
    if len(core) < len(part):
        _attach_rest(places, core, links)
    if len(part) > 2:
        places = _wide(places)
    places = _even(places) * SPACING * math.sqrt(len(part))
    return separate(places, radii)


def _wide(places: Points) -> Points:
    """Turn the longest axis level and give the whole the proportions of a screen."""
    places = places - places.mean(0)
    _, axes = np.linalg.eigh(places.T @ places)
    axes = axes[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(0), [0, 1]] < 0, -1.0, 1.0)
    turned: Points = places @ axes
    low, high = np.percentile(turned, [4, 96], axis=0)
    extent = np.maximum(high - low, 1e-6)
    stretch = math.sqrt(WIDTH_TO_HEIGHT * extent[1] / extent[0])
    stretch = min(max(stretch, 0.6), 1.7)
    stretched: Points = turned * np.array([stretch, 1 / stretch])
    return stretched


def _connected_core(ranked: Sequence[int], links: Sequence[Sequence[int]], limit: int) -> set[int]:
    """The best connected nodes that hang together, grown from the first by degree."""
    if len(ranked) <= limit:
        return set(ranked)
    rank = {node: position for position, node in enumerate(ranked)}
    core: set[int] = set()
    frontier = {ranked[0]}
    while frontier and len(core) < limit:
        node = min(frontier, key=rank.__getitem__)
        frontier.discard(node)
        core.add(node)
        frontier.update(other for other in links[node] if other not in core)
    return core


def _distances(start: int, links: Sequence[Sequence[int]]) -> list[int]:
    steps = [-1] * len(links)
    steps[start] = 0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in links[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def _landmark_start(links: Sequence[Sequence[int]]) -> Points:
    """First places from graph distances to landmarks that lie far apart; ties broken by a spiral."""
    count = len(links)
    pivot = max(range(count), key=lambda node: (len(links[node]), -node))
    nearest = [count] * count
    columns = []
    for _ in range(min(PIVOTS, count)):
        steps = _distances(pivot, links)
        columns.append(steps)
        nearest = [min(old, new) for old, new in zip(nearest, steps, strict=True)]
        pivot = max(range(count), key=lambda node: (nearest[node], -node))
    squared = np.asarray(columns, dtype=np.float64).T ** 2
    centred = squared - squared.mean(0) - squared.mean(1, keepdims=True) + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    places: Points = centred @ vectors[:, ::-1][:, :2]
    if places.shape[1] < 2:
        places = np.hstack([places, np.zeros((count, 1))])
    # eigenvectors have no sign of their own: fix it, so that libraries agree
    places *= np.where(places[np.abs(places).argmax(0), [0, 1]] < 0, -1.0, 1.0)
    spread = places.std(0)
    places /= np.where(spread > 1e-9, spread, 1.0)
    turn = np.arange(count) * 2.399963
    spiral = np.stack([np.cos(turn), np.sin(turn)], 1) * np.sqrt(np.arange(count) / count)[:, None]
    return (places + 0.35 * spiral) * SPACING * math.sqrt(count) / 3


def _forces(places: Points, links: Sequence[Sequence[int]], rounds: int = 220) -> Points:
    """Repulsion by degree against attraction along edges, cooled to a halt."""
    count = len(links)
    if count < 2:
        return places
    mass = np.asarray([1.0 + len(row) for row in links]) ** 0.7
    source = np.asarray([a for a, row in enumerate(links) for b in row if a < b])
    target = np.asarray([b for a, row in enumerate(links) for b in row if a < b])
    product = mass[:, None] * mass[None, :] * SPACING**2
    rounds = min(rounds, max(70, 120_000 // count))
    heat = SPACING * math.sqrt(count) / 6
    for turn in range(rounds):
        delta_x = places[:, 0, None] - places[None, :, 0]
        delta_y = places[:, 1, None] - places[None, :, 1]
        push = product / (delta_x**2 + delta_y**2 + 25.0)
        force = np.stack([(push * delta_x).sum(1), (push * delta_y).sum(1)], 1)
        pull = places[target] - places[source]
        pull *= np.linalg.norm(pull, axis=1, keepdims=True) / SPACING
        np.add.at(force, source, pull)
        np.subtract.at(force, target, pull)
        force -= places * mass[:, None] * 0.25  # gravity keeps loose branches near
        length = np.linalg.norm(force, axis=1, keepdims=True) + 1e-9
        step = heat * (1 - turn / rounds) ** 1.5
        places = places + force / length * np.minimum(length / mass[:, None], step)
    centred: Points = places - places.mean(0)
    return centred


def _attach_rest(places: Points, core: Sequence[int], links: Sequence[Sequence[int]]) -> None:
    """Place the other nodes outside their placed neighbours, ring by ring, in a fixed spiral."""
    placed = set(core)
    ring = sorted({other for node in core for other in links[node]} - placed)
    serial = 0
    while ring:
        for node in ring:
            anchors = [other for other in links[node] if other in placed]
            centre = places[anchors].mean(0)
            away = centre / (np.linalg.norm(centre) + 1e-9)
            angle = serial * 2.399963
            reach = SPACING * (0.6 + 0.4 * math.sqrt(serial % 89))
            places[node] = centre + away * SPACING + reach * np.array([math.cos(angle), math.sin(angle)])
            serial += 1
        placed.update(ring)
        ring = sorted({other for node in ring for other in links[node]} - placed)


def separate(places: Points, radii: Points, gap: float = 14.0, rounds: int = 60) -> Points:
    """Push overlapping discs apart until none overlap (or the rounds end); neighbours come from a grid."""
    places = places.copy()
    cell = 2 * float(radii.max()) + gap
    for _ in range(rounds):
        first, second = _close_pairs(places, cell)
        delta = places[second] - places[first]
        distance = np.linalg.norm(delta, axis=1)
        overlap = radii[first] + radii[second] + gap - distance
        hit = overlap > 0.5
        if not hit.any():
            break
        first, second, delta = first[hit], second[hit], delta[hit]
        distance, overlap = distance[hit], overlap[hit]
        turn = (first * 2.399963 + second) % 6.283185
        fallback = np.stack([np.cos(turn), np.sin(turn)], 1)
        unit = np.where(distance[:, None] > 1e-6, delta / np.maximum(distance, 1e-6)[:, None], fallback)
        shift = unit * (overlap / 2 + 0.25)[:, None]
        np.subtract.at(places, first, shift)
        np.add.at(places, second, shift)
    return places


def _even(places: Points) -> Points:
    """Thin out a crowded middle and pull in far branches: half the way to a disc of even density.

    Out: places whose disc has the area of one unit square per node, times the number of nodes.
    """
    reach = np.linalg.norm(places, axis=1)
    rank = np.argsort(np.argsort(reach, kind="stable"), kind="stable")
    even = np.sqrt((rank + 0.5) / len(places))
    usual = reach / max(float(np.percentile(reach, 90)), 1e-9)
    wished = 0.65 * even + 0.35 * np.minimum(usual, 1.25)
    factor = np.where(reach > 1e-9, wished / np.maximum(reach, 1e-9), 0.0) / math.sqrt(math.pi)
    return places * factor[:, None]


def _close_pairs(places: Points, cell: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs in the same or in touching grid cells, each once."""
    column, row = np.floor((places - places.min(0)) / cell).astype(np.int64).T
    stride = int(row.max()) + 3
    keys = (column + 1) * stride + row + 1
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    first, second = [], []
    for step in (0, 1, stride - 1, stride, stride + 1):
        low = np.searchsorted(ranked, ranked + step, side="left")
        high = np.searchsorted(ranked, ranked + step, side="right")
        if step == 0:
            low = np.arange(len(ranked)) + 1  # within a cell: only those that come later
        lengths = np.maximum(high - low, 0)
        owners = np.repeat(np.arange(len(ranked)), lengths)
        serial = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        first.append(order[owners])
        second.append(order[low[owners] + serial])
    return np.concatenate(first), np.concatenate(second)


def _pack(places: Points, radii: Points, parts: Sequence[Sequence[int]]) -> None:
    """Move the parts so that none overlap: the largest first, the rest in shelves below it."""
    if not parts:
        return
    boxes = []
    for part in parts:
        reach = radii[part][:, None] + SPACING * 0.4
        low, high = (places[part] - reach).min(0), (places[part] + reach).max(0)
        boxes.append((low, high))
    area = sum(float(np.prod(high - low)) for low, high in boxes[1:])
    main_low, main_high = boxes[0]
    width = max(float(main_high[0] - main_low[0]), math.sqrt(area * 2.2))
    left = float(main_low[0] + main_high[0]) / 2 - width / 2
    x, top, shelf = left, float(main_high[1]) + SPACING * 0.4, 0.0
    for part, (low, high) in zip(parts[1:], boxes[1:], strict=True):
        size = high - low
        if x > left and x + size[0] > left + width:
            x, top, shelf = left, top + shelf, 0.0
        places[part] += np.array([x, top]) - low
        x += float(size[0])
        shelf = max(shelf, float(size[1]))
