"""The rule that sizes follow is found from what passes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.check.bound.sizes import Sizes, find_sizes

MULTIPLES = st.sampled_from((1, 2, 4, 8, 16, 32))


@st.composite
def rules(draw: st.DrawFn) -> Sizes:
    multiple = draw(MULTIPLES)
    below, above = draw(st.integers(0, multiple // 4)), draw(st.integers(0, multiple // 4))
    first = draw(st.integers(1, 5)) * multiple
    return Sizes(least=first, most=0, multiple=multiple, below=below, above=above)


@settings(max_examples=200, deadline=None)
@given(rules(), st.integers(1, 6))
def test_a_rule_is_found_again(rule: Sizes, step: int) -> None:
    works = rule.least + step * rule.multiple
    found = find_sizes(works, lambda size: size in rule, upto=512)
    assert found.known
    assert [size in found for size in range(1, 257)] == [size in rule for size in range(1, 257)]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200), st.integers(0, 60))
def test_a_range_is_found_again(least: int, more: int) -> None:
    found = find_sizes(least, lambda size: least <= size <= least + more, upto=512)
    assert (found.known, found.least, found.most) == (True, least, least + more)


def test_sizes_that_follow_no_rule_are_not_known() -> None:
    assert not find_sizes(64, lambda size: size not in (65, 96, 31, 7), upto=256).known
