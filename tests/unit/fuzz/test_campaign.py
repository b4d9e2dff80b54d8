"""What ended a campaign, where its workers left shards that they had not finished."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fuzz.campaign.begin import begin
from fuzz.campaign.campaign import Budget, carry_out

BUDGET = Budget(seconds=600.0, cases=0, workers=1, device="cpu", seed=0)


@pytest.mark.parametrize(("deadline", "reason"), [(1.0, "time"), (1e12, "interrupted")])
def test_past_its_deadline_it_was_ended_by_time(tmp_path: Path, deadline: float, reason: str) -> None:
    begun = begin(BUDGET, tmp_path, {})
    plan = replace(begun.plan, deadline=deadline)
    summary = carry_out(plan, BUDGET, begun.progress, lambda *_: None, begun.result, lambda *_: None)
    assert summary.stop_reason == reason
