"""What a request for approval still needs. Plain values in, plain values out.

A step is a list of groups that must all be satisfied; a group names parts (roles or people) and
wants one of them or every one. Each person signs once and counts in one step alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Part:
    """A role somebody must hold in the office, or one person by id."""

    role: str = ""
    person: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of one policy at one step: any one of them signs, or ``every`` one does."""

    parts: tuple[Part, ...]
    every: bool = False

    @property
    def wants(self) -> int:
        return len(self.parts) if self.every else min(1, len(self.parts))


Step = tuple[Group, ...]
Steps = tuple[Step, ...]
#: What each person who signed stands for: their roles in the office, themselves, whom they replace.
Signers = Mapping[int, Collection[Part]]


def joined(several: Sequence[Steps]) -> Steps:
    """Return the steps that satisfy several policies at once: step by step, each group once."""
    longest = max((len(steps) for steps in several), default=0)
    return tuple(
        tuple(dict.fromkeys(g for steps in several if number < len(steps) for g in steps[number]))
        for number in range(longest)
    )


def at_least(steps: Steps, people: int, more: Step) -> Steps:
    """Add steps until at least so many different people must sign."""
    while sum(_wants(step) for step in steps) < people:
        steps = (*steps, more)
    return steps


def standing(steps: Steps, signers: Signers) -> int:
    """Return how many steps are done, one after the other, as well as the signers can be placed.

    ``len(steps)`` means that nothing is missing.
    """
    if not steps:
        return 0
    best = 0
    for chosen in _fulfilling(steps[0], signers):
        left = {who: stands for who, stands in signers.items() if who not in chosen}
        best = max(best, 1 + standing(steps[1:], left))
        if best == len(steps):
            break
    return best


def turn(steps: Steps, signers: Signers, who: int, stands: Collection[Part]) -> bool:
    """True when this person's signature brings the request on at the step where it stands."""
    done = standing(steps, signers)
    if done == len(steps) or who in signers:
        return False
    after = {**signers, who: stands}
    if standing(steps, after) > done:
        return True
    return missing(steps, after) < missing(steps, signers)


def missing(steps: Steps, signers: Signers) -> int:
    """Return how many signatures the step at which a request stands still wants; 0: all is done."""
    done = standing(steps, signers)
    if done == len(steps):
        return 0
    spare = [dict(signers)] if done == 0 else list(_left_over(steps[:done], signers))
    return min(sum(g.wants - _filled(g, left) for g in steps[done]) for left in spare)


def _wants(step: Step) -> int:
    return max((group.wants for group in step), default=0)


def _fulfilling(step: Step, signers: Signers) -> Iterator[frozenset[int]]:
    """Yield the smallest sets of signers that satisfy a step."""
    able = [who for who, stands in signers.items() if any(_fits(g, stands) for g in step)]
    most = sum(group.wants for group in step)
    found: list[frozenset[int]] = []
    for size in range(_wants(step), min(most, len(able)) + 1):
        for chosen in combinations(able, size):
            group = frozenset(chosen)
            if any(smaller <= group for smaller in found):
                continue
            those = {who: signers[who] for who in chosen}
            if all(_filled(g, those) == g.wants for g in step):
                found.append(group)
                yield group


def _left_over(steps: Steps, signers: Signers) -> Iterator[Signers]:
    """Yield who is left when the first steps were satisfied, in each way that does."""
    if not steps:
        yield signers
        return
    for chosen in _fulfilling(steps[0], signers):
        left = {who: stands for who, stands in signers.items() if who not in chosen}
        yield from _left_over(steps[1:], left)


def _filled(group: Group, signers: Signers) -> int:
    """Return how many parts of a group the signers fill, each signer one part at most."""
    if not group.every:
        return min(group.wants, sum(_fits(group, stands) for stands in signers.values()))
    held: dict[Part, int] = {}
    return sum(_place(who, group, signers, held, set()) for who in signers)


def _place(
    who: int, group: Group, signers: Signers, held: dict[Part, int], tried: set[Part]
) -> bool:
    """Give a signer a part, moving others where that helps: a matching as large as can be."""
    for part in group.parts:
        if part in signers[who] and part not in tried:
            tried.add(part)
            if part not in held or _place(held[part], group, signers, held, tried):
                held[part] = who
                return True
    return False


def _fits(group: Group, stands: Collection[Part]) -> bool:
    return any(part in stands for part in group.parts)
