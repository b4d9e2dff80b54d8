"""What the head of a cluster can take, and what a worker asks of it: a part of docs/cluster.md.

Usage: python -m benchmarks.cluster [--cases 500] [--seconds 3]

One shard is carried out for real, each of its calls of the board counted. Then one to four senders call
a board as fast as they can, in processes of their own on a cluster of this machine; and the part of the
command itself, to write down and add up each event, is timed with the events of the shard. Where a
figure is to say what a core can do, time is that of the processor: others may be at work on the machine.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import msgspec

from benchmarks.cluster_page import Asked, Head, part
from fuzz.campaign.event import AnyEvent, Ran
from fuzz.campaign.progress import Progress
from fuzz.campaign.result import Result
from fuzz.campaign.shard import Plan, Shard
from fuzz.catalogue.store import Catalogue
from fuzz.engine.claims import ClaimRule
from fuzz.engine.cluster.board import Attempt, Board
from fuzz.engine.cluster.port import BoardPort
from fuzz.engine.cluster.site import Cluster
from fuzz.engine.cluster.task import Far
from fuzz.engine.worker import Worker

PAGE = Path("docs/cluster.md")
BEGIN, END = "<!-- benchmarks.cluster -->\n", "<!-- end -->\n"
SENDERS = (1, 2, 3, 4)
SHARDS = 10


class Counted:
    """A board that counts how often each of its methods is called."""

    def __init__(self, board: Board) -> None:
        self._board, self.calls = board, Counter[str]()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        self.calls[name] += 1
        return cast(Callable[..., Any], getattr(self._board, name))


def asked(cases: int) -> Asked:
    """Carry out a shard of so many cases, with the corpus known."""
    plan = Plan(shards=(), known=tuple(Catalogue().entries), case_seconds=3600.0)
    board = Board(plan)
    counted = Counted(board)
    with tempfile.TemporaryDirectory() as directory:
        rule, clock = ClaimRule.of(plan), time.process_time
        port = BoardPort(counted, Attempt(0, 1), rule, Path(directory), "worker", now=clock)
        start = clock()
        Worker("worker", "cpu", plan, port).carry_out(Shard(seed=0, index=0, cases=cases))
        seconds = clock() - start
    events = list(board.take().events)
    told = (msgspec.json.decode(event, type=AnyEvent) for event in events)
    run = sum(event.cases for event in told if isinstance(event, Ran))
    return Asked(seconds, run, counted.calls, events)


class Busy(Board):
    """A board that says how long it has worked."""

    def worked(self) -> float:
        """Seconds of the processor."""
        return time.process_time()


class Sender:
    """Calls a board for some seconds, each time when it has answered, and counts how often."""

    def __init__(self, number: int) -> None:
        self.attempt = Attempt(number, 1)

    def send(self, actor: Any, events: tuple[bytes, ...], seconds: float) -> int:
        """Exchange events."""
        board = Far(actor)
        return _often(seconds, lambda _: board.exchange(self.attempt, events, (10**9, 10**9)))

    def claim(self, actor: Any, seconds: float) -> int:
        """Claim failures that nobody has claimed."""
        board = Far(actor)
        return _often(seconds, lambda count: board.claim(self.attempt, f"{self.attempt.shard}-{count}"))


def _often(seconds: float, act: Callable[[int], object]) -> int:
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        act(count)
        count += 1
    return count


def taken(ray: Any, senders: int, events: tuple[bytes, ...], seconds: float) -> Head:
    """What a board answers in a second while the command takes what is there."""
    board = ray.remote(num_cpus=0)(Busy).remote(Plan(shards=()))
    team = [ray.remote(num_cpus=0)(Sender).remote(number) for number in range(senders)]
    ray.get([each.send.remote(board, (), 0.0) for each in team])
    rates, works = [], []
    for method, arguments in (("send", (board, events, seconds)), ("claim", (board, seconds))):
        before = ray.get(board.worked.remote())
        calls = [getattr(each, method).remote(*arguments) for each in team]
        while len(ray.wait(calls, num_returns=len(calls), timeout=0.2)[0]) < len(calls):
            ray.get(board.take.remote())
        count = sum(ray.get(calls))
        rates.append(count / seconds)
        works.append((ray.get(board.worked.remote()) - before) / count)
    for actor in (board, *team):
        ray.kill(actor)
    return Head(senders, *rates, *works)


def added_up(events: list[bytes]) -> float:
    """Events a second that the command can decode, add up and write down, of shards that are not the
    first: with that, it also writes an entry for each failure."""
    with tempfile.TemporaryDirectory() as directory:
        progress, result = Progress(began=0.0), Result(Path(directory) / "out", again="")
        progress.known = dict(Catalogue().entries)
        for number in range(1 + SHARDS):
            if number == 1:
                start = time.process_time()
            for line in events:
                event = msgspec.json.decode(line, type=AnyEvent)
                result.record(event, progress.add(event))
        result.close()
        return SHARDS * len(events) / (time.process_time() - start)


def main() -> None:
    """Measure, and write the part into the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster")
    parser.add_argument("--cases", type=int, default=500, help="of the shard that is carried out")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each number of senders")
    options = parser.parse_args()
    one = asked(options.cases)
    command = added_up(one.events)
    ray = Cluster("local").join()
    events = tuple(one.events[-one.batch :])
    heads = [taken(ray, senders, events, options.seconds) for senders in SENDERS]
    before, _, rest = PAGE.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    text = part(one, heads, command)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n\n{END}{after}")


if __name__ == "__main__":
    main()
