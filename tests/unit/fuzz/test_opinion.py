"""Other devices are asked of every rule at first, then less, the longer a campaign of counted cases."""

from fuzz.campaign.opinion import OFTEN, asks

RULES = ("linear.in_features", "conv2d.channels", "nllloss.weight", "")
MANY = 1600


def test_the_first_shards_ask_of_every_rule() -> None:
    assert all(asks(shard, rule) for shard in range(OFTEN) for rule in RULES)


def test_later_ones_ask_less_and_less_and_never_stop() -> None:
    for rule in RULES:
        early, late = (
            sum(asks(shard, rule) for shard in range(start, start + MANY // 2))
            for start in (0, MANY // 2)
        )
        assert OFTEN < early < MANY // 8
        assert 0 < late < early


def test_not_all_rules_have_their_turn_in_the_same_shards() -> None:
    turns = [[shard for shard in range(OFTEN, MANY) if asks(shard, rule)] for rule in RULES]
    assert all(one != other for one in turns for other in turns if one is not other)
