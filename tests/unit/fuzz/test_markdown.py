"""What a job shows of its runs, and that nothing a message says becomes anything but words."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html as shown
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.campaign.account import Account, read_account
from fuzz.campaign.begin import begin
from fuzz.campaign.campaign import Budget, carry_out
from fuzz.campaign.event import AnyEvent, Catalogued, MetAgain, Started
from fuzz.campaign.gate import Gate
from fuzz.catalogue import Entry
from fuzz.catalogue.acceptance import Acceptance
from fuzz.error import FuzzError
from fuzz.report.render.markdown import MOST, code, render
from fuzz.report.told.runs import report_of_runs
from fuzz.text import printable
from tests.cli.sample import BROADCAST, CHANNELS, HEAD, STATE
from tests.unit.fuzz.sample import met

BUDGET = Budget(seconds=0.0, cases=1, workers=1, device="cpu", seed=7)
STARTED = Started(at=0.0, shard=0, worker="gw0", device="cpu", torch="2.13.0", torchvision="0.28.0")
HOSTILE = "<script>x</script> `tick` | @everyone ![i](http://a) [l](http://b)\n# head\x1b[31m\\"


def spread(*events: AnyEvent) -> Callable[..., None]:
    """An engine that tells of what it was given, and does no work."""

    def run(_: object, __: object, on_event: Callable[[AnyEvent], None]) -> None:
        for event in events:
            on_event(event)

    return run


def catalogued(entry: Entry, *, minimal: bool = True) -> Catalogued:
    return Catalogued(at=1.0, shard=0, entry=entry, minimal=minimal)


def account(
    directory: Path, *events: AnyEvent, known: tuple[Entry, ...] = (), gate: Gate | None = None
) -> Account:
    """The account of a run in which these things happened."""
    begun = begin(BUDGET, directory, {one.id: one for one in known}, ("mine",), gate)
    carry_out(begun.plan, BUDGET, begun.progress, spread(*events), begun.result, lambda *_: None)
    return read_account(directory)


def markdown(accounts: list[Account]) -> str:
    return render(report_of_runs(accounts))


def words(text: str) -> str:
    """What a reader sees of it on GitHub."""
    return html.unescape(shown(text))


def test_what_fails_is_told_first_and_with_its_cause_and_fix(tmp_path: Path) -> None:
    gate = Gate(frozenset({"new"}), {HEAD.group: Acceptance(HEAD.group, "why")})
    told = account(
        tmp_path / "cpu-1",
        STARTED,
        catalogued(HEAD),
        catalogued(CHANNELS),
        MetAgain(at=1.0, shard=0, id=STATE.id),
        known=(STATE,),
        gate=gate,
    )
    lines = markdown([told]).splitlines()
    assert lines[0] == "## Fuzzing ResNet-50: 1 cause to look at"
    assert lines[4] == "| `cpu-1` | `cpu` | `2.13.0` | 7 | 0 | 2 | 0 | 0 | 1 | interrupted |"
    look, others = lines.index("### To look at"), lines.index("### Not known either")
    assert f"- **NEW** `{CHANNELS.group}`: `RuntimeError: Given groups=1" in lines[look + 2]
    assert f"  - Cause: `{CHANNELS.cause}`" in lines[look:others]
    assert f"  - Fix: `{CHANNELS.fix}`" in lines[look:others]
    assert lines[others + 2].startswith(f"- **NEW** `{HEAD.group}` (accepted): ")
    assert STATE.group not in markdown([told])


def test_of_a_cause_that_is_known_what_is_new_in_it_is_shown(tmp_path: Path) -> None:
    other = replace(CHANNELS, signature=replace(CHANNELS.signature, kind="silent"))
    told = account(
        tmp_path / "run",
        MetAgain(at=1.0, shard=0, id=CHANNELS.id),
        catalogued(other),
        known=(CHANNELS,),
        gate=Gate(frozenset({"changed"})),
    )
    (stand,) = told.news
    assert (stand.status, stand.variants) == ("changed", (other,))
    assert f"- **CHANGED** `{CHANNELS.group}`: " in markdown([told])


def test_a_cause_that_several_runs_met_is_told_of_once(tmp_path: Path) -> None:
    gate = Gate(frozenset({"new"}))
    runs = [account(tmp_path / name, catalogued(HEAD), gate=gate) for name in ("cpu-1", "cpu-2")]
    text = markdown(runs)
    assert text.startswith("## Fuzzing ResNet-50: 1 cause to look at\n")
    assert text.count("- **NEW**") == 1
    assert "  - Met by: `cpu-1`, `cpu-2`\n" in text


def test_what_was_not_yet_shrunk_is_told_of_as_well(tmp_path: Path) -> None:
    told = account(tmp_path / "run", met(), gate=Gate(frozenset({"new"})))
    assert markdown([told]).startswith("## Fuzzing ResNet-50: 1 cause to look at\n")
    assert "RuntimeError: expected # channels" in markdown([told])


def test_where_nothing_is_news_that_is_said(tmp_path: Path) -> None:
    told = account(tmp_path / "run", MetAgain(at=1.0, shard=0, id=HEAD.id), known=(HEAD,))
    text = markdown([told])
    assert text.startswith("## Fuzzing ResNet-50: nothing to look at\n")
    assert "###" not in text


def test_a_run_that_was_broken_off_is_told_of_as_such(tmp_path: Path) -> None:
    begin(BUDGET, tmp_path / "run", {}).result.close()
    text = markdown([read_account(tmp_path / "run")])
    assert text.startswith("## Fuzzing ResNet-50: 1 run broken off\n")
    assert text.rstrip().endswith("| not ended |")


def test_a_directory_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FuzzError, match="there is no run in it"):
        read_account(tmp_path)


def test_there_is_an_end_to_what_is_told_one_by_one(tmp_path: Path) -> None:
    entries = [
        replace(HEAD, group=f"a.{number}", signature=replace(HEAD.signature, rule=f"a.{number}"))
        for number in range(MOST + 3)
    ]
    text = markdown([account(tmp_path / "run", *map(catalogued, entries))])
    assert text.count("- **NEW**") == MOST
    assert text.endswith("- and 3 others\n")


def test_a_message_is_words_whatever_it_says(tmp_path: Path) -> None:
    seen = replace(BROADCAST.observed[0], message=HOSTILE)
    told = account(
        tmp_path / "a|`b`<i>",
        catalogued(replace(BROADCAST, observed=(seen,), cause=HOSTILE, fix=HOSTILE)),
    )
    rendered = shown(markdown([told]))
    assert rendered.count("<h") == 2
    assert not any(tag in rendered for tag in ("<script", "<a ", "<img", "<i>", "\x1b"))
    assert printable(HOSTILE) in words(markdown([told]))
    assert rendered.count("<td") == 10


@given(st.text(alphabet=st.sampled_from("`a <>|\\*_[]()!@#&;~\n\x1b$:/"), min_size=1, max_size=30))
def test_code_is_one_piece_that_says_what_the_text_does(text: str) -> None:
    one = re.fullmatch(r"<p><code>([^<]*)</code></p>\n", shown(code(text)))
    assert one is not None
    assert html.unescape(one[1]).strip() == printable(text).strip()
