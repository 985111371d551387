"""What a request still needs, whoever signed and in whatever order."""

from __future__ import annotations

from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from sinergi.publishing.policies.needs import (
    Group,
    Part,
    Steps,
    at_least,
    joined,
    missing,
    standing,
    turn,
)

APPROVER, COORDINATOR = Part(role="approver"), Part(role="coordinator")
ANY = Group((APPROVER, COORDINATOR))
BOTH = Group((APPROVER, COORDINATOR), every=True)
DEWI = Part(person=4)


def test_any_one_is_enough() -> None:
    assert standing(((ANY,),), {}) == 0
    assert standing(((ANY,),), {2: {APPROVER}}) == 1


def test_every_one_means_different_people() -> None:
    both = {APPROVER, COORDINATOR}
    assert standing(((BOTH,),), {2: both}) == 0
    assert missing(((BOTH,),), {2: both}) == 1
    assert standing(((BOTH,),), {2: both, 3: {COORDINATOR}}) == 1
    assert standing(((BOTH,),), {2: {APPROVER}, 3: {APPROVER}}) == 0


def test_nobody_counts_in_two_steps() -> None:
    steps: Steps = ((ANY,), (Group((COORDINATOR,)),))
    assert standing(steps, {2: {APPROVER, COORDINATOR}}) == 1
    assert standing(steps, {2: {APPROVER, COORDINATOR}, 3: {APPROVER}}) == 2


def test_it_is_the_turn_of_whom_the_step_asks_for() -> None:
    steps: Steps = ((Group((APPROVER,)),), (Group((DEWI,)),))
    assert turn(steps, {}, 2, {APPROVER})
    assert not turn(steps, {}, 4, {DEWI})
    assert turn(steps, {2: {APPROVER}}, 4, {DEWI})
    assert not turn(steps, {2: {APPROVER}}, 3, {APPROVER})
    assert not turn(steps, {2: {APPROVER}, 4: {DEWI}}, 5, {APPROVER})


def test_several_policies_hold_together() -> None:
    assert joined([((ANY,),), ((ANY,), (BOTH,))]) == ((ANY,), (BOTH,))
    two = joined([((Group((APPROVER,)),),), ((Group((DEWI,)),),)])
    assert standing(two, {2: {APPROVER}}) == 0
    assert standing(two, {2: {APPROVER}, 4: {DEWI}}) == 1
    assert standing(two, {4: {APPROVER, DEWI}}) == 1


def test_an_election_adds_a_second_person_where_there_is_one() -> None:
    assert at_least(((ANY,),), 2, (ANY,)) == ((ANY,), (ANY,))
    assert at_least(((BOTH,),), 2, (ANY,)) == ((BOTH,),)
    assert at_least((), 2, (ANY,)) == ((ANY,), (ANY,))


PARTS = st.sampled_from([APPROVER, COORDINATOR, DEWI])
GROUPS = st.builds(
    Group, st.lists(PARTS, min_size=1, max_size=3, unique=True).map(tuple), st.booleans()
)
STEPS = st.lists(st.lists(GROUPS, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple)
SIGNERS = st.dictionaries(st.integers(1, 5), st.frozensets(PARTS), max_size=5)


def _placed(step: tuple[Group, ...], there: dict[int, frozenset[Part]]) -> bool:
    """The same asked another way: every way of giving people parts is tried."""
    for group in step:
        people = list(there)
        if not group.every:
            if not any(set(group.parts) & set(there[who]) for who in people):
                return False
        elif not any(
            all(part in there[who] for part, who in zip(group.parts, order, strict=False))
            for order in permutations(people, len(group.parts))
        ):
            return False
    return True


@given(STEPS, SIGNERS)
def test_all_is_done_exactly_when_people_can_be_placed(
    steps: Steps, signers: dict[int, frozenset[Part]]
) -> None:
    ways = product(range(len(steps) + 1), repeat=len(signers))
    can = any(
        all(
            _placed(step, {w: signers[w] for w, s in zip(signers, way, strict=True) if s == n})
            for n, step in enumerate(steps)
        )
        for way in ways
    )
    assert (standing(steps, signers) == len(steps)) is can
    assert (missing(steps, signers) == 0) is can


@given(STEPS, SIGNERS, st.frozensets(PARTS))
def test_one_more_signature_never_takes_anything_back(
    steps: Steps, signers: dict[int, frozenset[Part]], more: frozenset[Part]
) -> None:
    assert standing(steps, {**signers, 9: more}) >= standing(steps, signers)
