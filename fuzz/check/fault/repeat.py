"""Faults that show when a network is run again: it gives another output, or can't be loaded."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding, failure
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab


def nondeterministic(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An output in eval mode that is another when the same is run again."""
    again = replace(probe, against="again")
    seen = lab.see(again)
    if isinstance(seen, Returned) and seen.differs and seen.astray is None:
        yield _random(seen, again)


def _random(seen: Returned, probe: Probe) -> Finding:
    """Dropout that nobody has asked for is a fault; what is asked for, or drawn, is worth a remark."""
    text = "in eval mode, the same input gives another output when it is run again"
    when, name = "with the same input twice", "random_in_eval"
    if seen.dropped is not None and not seen.meant:
        return Finding(
            kind="silent",
            name=name,
            text=text,
            when=when,
            probe=probe,
            place=seen.dropped,
            fix="use nn.Dropout, or F.dropout(x, p, training=self.training): idle in eval mode. If it is"
            " meant, say training=True there. Of attention, dropout_p=p if self.training else 0.0",
            page="https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html",
        )
    why = "dropout is kept on there" if seen.dropped is not None else "it draws numbers there"
    why = why if not seen.draws else "it draws numbers of Python's random, or of numpy's"
    known = seen.dropped or seen.drawn
    meant = known is not None or seen.draws
    return Finding(
        kind="remark" if meant else "silent",
        name=name,
        text=f"{text}: {why}, which may be meant" if meant else text,
        when=when,
        probe=probe,
        place=known,
        fix="if it is not meant, let it be idle where self.training is False",
    )


def state_dict(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A state dict that the network itself can't load, or that is not all of it."""
    again = lab.see(replace(probe, against="again"))
    if not isinstance(again, Returned) or again.differs:
        return  # what differs by itself says nothing of the state dict
    twice = lab.see(replace(probe, against="twice"))
    if not isinstance(twice, Returned) or twice.differs:
        return  # nor does what differs in the second call
    reloaded = replace(probe, against="reloaded")
    seen = lab.see(reloaded)
    if isinstance(seen, Raised):
        yield failure(seen, reloaded, "when its state dict is loaded into another one", lab)
    elif (found := _trained(lab, reloaded)) is not None:
        yield found
    elif isinstance(seen, Returned) and seen.differs:
        yield Finding(
            kind="silent",
            name="state_dict",
            text="another network with its state dict gives another output: something is not in it",
            when="when its state dict is loaded into another one",
            probe=reloaded,
            fix="make it a parameter or a buffer: self.register_buffer(name, tensor)",
            page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
            "#torch.nn.Module.register_buffer",
        )


def _trained(lab: Lab, reloaded: Probe) -> Finding | None:
    """A state dict that another network can't load once this one has run in training, by which a buffer
    has grown, or something is new."""
    trained = replace(reloaded, mode="train")
    seen = lab.see(trained)
    if not isinstance(seen, Raised) or not seen.at.unlike:
        return None
    found = failure(seen, trained, "when its state dict is loaded into another one, after training", lab)
    return replace(
        found,
        name="unlike_state",
        text=f"its state dict does not fit a new network after a run in training: {seen.at.unlike}",
        place=seen.at.made,
        fix="let it have its full shape from the beginning, with a count of what is in it; or make room"
        " for what is loaded in _load_from_state_dict(); or register_buffer(..., persistent=False)",
        page="",
    )
