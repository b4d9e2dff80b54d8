"""What runs have come to, from their accounts: each cause once, as the first run that met it tells."""

from collections.abc import Sequence

from msgspec.structs import replace

from fuzz.campaign.account import Account
from fuzz.campaign.grid import grid_sum
from fuzz.campaign.summary import Summary
from fuzz.catalogue.cause import Cause
from fuzz.catalogue.entry import Entry
from fuzz.report.cause import proof_sentence
from fuzz.report.change import change_lines
from fuzz.report.headline import entry_headline, observation_lines
from fuzz.report.script import script
from fuzz.report.told.report import STATUSES, Problem, Report, Run, Status, Variant
from fuzz.report.told.site import named_site
from fuzz.text import first_line
from strategies.cost import cost
from strategies.coverage import every_loss_pair, every_pair
from strategies.layer import LAYERS
from strategies.network.models import title
from strategies.surgery import Insert, Replace, site_of


def report_of_runs(accounts: Sequence[Account]) -> Report:
    """Some runs as one report."""
    problems: dict[str, tuple[tuple[object, ...], Problem]] = {}
    for account in accounts:
        for found in account.causes:
            problem = _problem(found, account)
            there = problems.get(found.id)
            if there is None:
                problems[found.id] = ((cost(found.plainest.case), found.id), problem)
            else:
                problems[found.id] = (there[0], _both(there[1], problem))
    in_order = sorted(problems.values(), key=lambda pair: (_rank(pair[1]), pair[0]))
    summaries = [one.summary for one in accounts if one.summary is not None]
    return Report(
        subject=", ".join(dict.fromkeys(title(one.subject) for one in accounts)),
        problems=tuple(problem for _, problem in in_order),
        model=accounts[0].subject if len({one.subject for one in accounts}) == 1 else "",
        runs=tuple(map(_run, accounts)),
        losses=grid_sum(one.losses for one in summaries),
        sizes=grid_sum(one.sizes for one in summaries),
    )


def _rank(problem: Problem) -> tuple[bool, int, bool]:
    return not problem.fails, STATUSES.index(problem.status), problem.accepted


def _problem(found: Cause, account: Account) -> Problem:
    stand = next((one for one in account.news if one.cause == found.id), None)
    entry = stand.variants[0] if stand is not None else found.plainest
    signature, seen, summary = entry.signature, entry.message_seen, account.summary
    status: Status = stand.status if stand is not None else "known" if summary is not None else "found"
    message = seen.message if seen is not None else ""
    problem = Problem(
        id=found.id,
        status=status,
        kind=signature.kind,
        stage=signature.stage,
        title=entry.cause or first_line(message or signature.template) or found.id,
        headline=entry_headline(entry),
        change=stand.change if stand is not None else "",
        fails=_is_among(found.id, summary, "failing"),
        accepted=_is_among(found.id, summary, "accepted"),
        expired=_is_among(found.id, summary, "expired"),
        proven=entry.id not in account.unproven,
        exception=seen.exception if seen is not None else signature.exception,
        message=message or signature.template,
        rule=signature.rule,
        cause=entry.cause,
        fix=entry.fix,
        page=entry.page,
        proof=proof_sentence(entry),
        region=entry.region,
        script=script(entry),
        diff=tuple(change_lines(entry)),
        variants=tuple(map(_variant, found.variants)),
        seen=tuple(observation_lines(entry)),
        runs=(account.name,),
    )
    return replace(problem, **_facets(found, account.subject))


def _is_among(cause: str, summary: Summary | None, what: str) -> bool:
    return summary is not None and cause in getattr(summary.standing, what)


def _variant(entry: Entry) -> Variant:
    signature = entry.signature
    return Variant(
        id=entry.id, line=entry_headline(entry, 200), stage=signature.stage, kind=signature.kind
    )


def _facets(found: Cause, model: str) -> dict[str, tuple[str, ...]]:
    """What a cause was seen with, over all its variants; where, of those that are of a model."""
    variants = found.variants
    edits = [edit for entry in variants for edit in entry.case.edits]
    here = [entry for entry in variants if entry.case.subject.model == model]
    put_in = {edit.layer.kind for edit in edits if isinstance(edit, Insert | Replace)}
    seen_at = {site for entry in here for site in entry.sites}
    seen_at |= {site_of(edit) for entry in here for edit in entry.case.edits}
    losses = {
        entry.case.loss.kind
        for entry in variants
        if entry.case.loss is not None and entry.signature.stage in ("loss", "backward")
    }
    layers = (put_in | set(found.layers)) & LAYERS.keys()
    releases = {seen.torch for entry in variants for seen in entry.observed}
    return {
        "layers": tuple(sorted(layers)),
        "losses": tuple(sorted(losses)),
        "sites": tuple(sorted({named_site(site, model) for site in seen_at} - {""})),
        "releases": tuple(sorted(releases)),
    }


def _both(one: Problem, other: Problem) -> Problem:
    """A cause that two runs have met, as the first tells of it."""
    ids = {variant.id for variant in one.variants}
    more = tuple(variant for variant in other.variants if variant.id not in ids)
    joined = {
        name: tuple(sorted({*getattr(one, name), *getattr(other, name)}))
        for name in ("layers", "losses", "sites", "releases")
    }
    return replace(
        one,
        fails=one.fails or other.fails,
        accepted=one.accepted or other.accepted,
        expired=one.expired or other.expired,
        variants=(*one.variants, *more),
        runs=(*one.runs, *other.runs),
        **joined,
    )


def _run(account: Account) -> Run:
    tried = account.tried
    untried: dict[str, list[str]] | None = None
    if tried is not None:
        untried = {}
        for group, one, other in sorted((every_pair() | every_loss_pair()) - tried):
            untried.setdefault(group, []).append(f"{one}: {other}")
    return Run(
        name=account.name,
        summary=account.summary,
        discovery=account.discovery,
        untried=None if untried is None else {group: tuple(pairs) for group, pairs in untried.items()},
    )
