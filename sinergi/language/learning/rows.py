"""Messages as rows of numbers, counted by the same code that reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from sinergi.language.features import WIDTH, Counted, beside, count
from sinergi.language.normalising import pieces

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def rows_of(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return one row for each text, of ``WIDTH`` columns: words and letters each divided by the
    root of their count, as ``sinergi.language.heads`` adds them up."""
    memory: dict[str, Counted] = {}
    columns: list[int] = []
    ends = [0]
    counts: list[tuple[int, int]] = []
    for text in texts:
        single, gram = _features(text, memory)
        columns += single
        columns += gram
        counts.append((len(single), len(gram)))
        ends.append(len(columns))
    sizes = np.array(counts).reshape(-1, 2)
    each = 1 / np.sqrt(np.maximum(sizes, 1))
    values = np.repeat(each.ravel(), sizes.ravel())
    rows = sparse.csr_matrix((values, columns, ends), shape=(len(texts), WIDTH))
    rows.sum_duplicates()
    return rows


def _features(text: str, memory: dict[str, Counted]) -> tuple[list[int], list[int]]:
    """Return the features of words, and of letters."""
    counted = []
    single: list[int] = []
    gram: list[int] = []
    for piece in pieces(text):
        known = memory.get(piece)
        if known is None:
            known = memory[piece] = count(piece)
        counted.append(known)
        single += known.single
        gram += known.grams
    single += [feature for _, feature in beside(counted)]
    return single, gram


def rarity(rows: sparse.csr_matrix) -> Floats:
    """Return for each column how seldom it is, about 0.2 to 1.8: what a column is scaled by while
    it is fitted, so that rare words may carry more than frequent ones."""
    seen = np.bincount(rows.indices, minlength=rows.shape[1])
    times = np.arange(seen.max(initial=0) + 1)  # few, where columns are a million
    found: Floats = (np.log((1 + rows.shape[0]) / (1 + times)) + 1) / 6
    return found[seen]


def fifth_of(count: int) -> Ints:
    """Return for each of so many in which fifth it is, from 0. The sets that are translations of
    each other have their sentences in one order: a sentence is on one side in all of them."""
    found: Ints = np.arange(count) * 5 // max(count, 1)
    return found
