"""Run one peer and print what it did as one JSON object.

Usage: python -m benchmarks.peer NAME --seconds S [--workers W]

NAME is one of `benchmarks.peer.table`, "fuzz" (ours) or "drawing". See ``--help`` for the rest.
"""

import argparse
import sys
import time
from contextlib import suppress
from functools import partial
from itertools import count

import msgspec

from benchmarks.peer.account import Account, Over
from benchmarks.peer.table import CAMPAIGN, DRAWING, PEERS, Peer


def main() -> None:
    """Run the peer that is asked for."""
    asked = _asked()
    sys.path += asked.packages
    budget = {"began": asked.began, "seconds": asked.seconds, "cases": asked.cases}
    if asked.name == CAMPAIGN:
        from benchmarks.peer.campaign import campaign

        how = {"workers": asked.workers, "seed": asked.seed, "known": asked.known, "bare": asked.bare}
        ran = campaign(asked.name, **budget, **how)
        print(msgspec.json.encode(ran).decode())
        return
    account = Account(asked.name, **budget)
    if asked.name == DRAWING:
        _draw(account, asked.seed)
    else:
        _drive(account, PEERS[asked.name])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peer")
    parser.add_argument("name", choices=(*PEERS, CAMPAIGN, DRAWING))
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--seconds", type=float, default=0.0, help="time, from the start of the process")
    budget.add_argument("--cases", type=int, default=0, help="in place of a time")
    parser.add_argument("--workers", type=int, default=1, help="processes, where the peer has several")
    parser.add_argument("--seed", type=int, default=0, help="where the peer is told one")
    parser.add_argument("--known", default="none", help="what ours is held against")
    parser.add_argument("--bare", action="store_true", help="ours without what ships or is kept")
    parser.add_argument("--began", type=float, default=time.time(), help="when the process was started")
    parser.add_argument("--packages", action="append", default=[], help="a folder with more packages")
    return parser.parse_args()


def _draw(account: Account, seed: int) -> None:
    from fuzz.campaign.draw import draw_round

    with suppress(Over):
        for number in count(seed << 32):
            for case in draw_round(number):
                account.run(case, lambda _: None)
    account.close()
    account.print()


def _drive(account: Account, peer: Peer) -> None:
    import torch

    from benchmarks.peer import engine, network
    from benchmarks.peer.plain import plain_cases
    from benchmarks.peer.whole import signature
    from resnet_fuzz import cases

    account.torch_is_there()
    torch.set_num_threads(1)
    runs = partial(signature, build=getattr(network, peer.network)(peer.device), device=peer.device)

    def done() -> None:
        account.close()
        if peer.device == "meta":
            account.confirm(partial(signature, build=network.copied("cpu"), device="cpu"))
        account.print()

    drive: engine.Engine = getattr(engine, f"by_{peer.engine}")
    drive(
        plain_cases() if peer.cases == "plain" else cases(), lambda case: account.run(case, runs), done
    )


if __name__ == "__main__":
    main()
