"""Faults of the mode: modules that stay in training after model.eval(), by an override of train()."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.code.asleep import again_asleep
from fuzz.check.finding import Finding
from fuzz.check.plain.at import Kept
from fuzz.check.plain.observed import Astray
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.text import counted

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.train"

DROPOUT = "https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html"


def mode(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Modules that model.eval() leaves in training; a network that model.train() leaves in eval mode; a
    mode that is taken for a probability.

    That train() leaves some modules in eval mode is how batch norm is frozen, and nothing to tell.
    """
    seen = lab.see(probe)
    if isinstance(seen, Returned) and seen.astray is not None:
        yield _in_training(seen.astray, probe)
    if isinstance(seen, Returned) and seen.mode_for_p is not None:
        yield Finding(
            kind="silent",
            name="mode_for_p",
            text="a dropout is given True or False for p, its second argument, as if it were the mode:"
            " p is 1 in training, where all becomes zero, and 0 else",
            when="in either mode",
            probe=probe,
            place=seen.mode_for_p,
            fix="name it: F.dropout(x, p=0.5, training=self.training)",
            page=DROPOUT,
        )
    training = replace(probe, mode="train", loss=None, target=None, own_loss=False)
    other = lab.see(training)
    if isinstance(other, Returned) and other.awakened is not None:
        yield _awakened(other.awakened, training)
    for one in (seen, other):
        if isinstance(one, Returned) and one.unchained is not None:
            yield Finding(
                kind="remark",
                name="unchained",
                text=f"{one.unchained.name}() returns no network, as that of nn.Module does: after"
                f" model = model.{one.unchained.name}(), there is none",
                when=f"after model.{one.unchained.name}()",
                probe=probe,
                place=one.unchained.place,
                fix="end it with: return self",
                page=PAGE,
            )
    if isinstance(other, Returned) and other.astray is not None:
        yield from _in_eval(other.astray, training)


def _awakened(one: Kept, probe: Probe) -> Finding:
    again = again_asleep(one.place) if one.place is not None else ""
    return Finding(
        kind="silent",
        name="awakened",
        text=f"{one.name} is frozen, and put into eval mode once, when it is made: model.train() puts it"
        " back into training, where batch norm goes on with its statistics, and dropout drops",
        when="after model.train()",
        probe=probe,
        site=one.site,
        place=one.place,
        fix="override train(self, mode=True) of the class there: super().train(mode), then"
        f" {again or f'{one.name}.eval()'}, and return self",
        page=PAGE,
    )


def _in_eval(astray: Astray, probe: Probe) -> Iterator[Finding]:
    """Modules that model.train() leaves in eval mode: the network itself, or those that its forward()
    puts there."""
    if "" in astray.sites:
        text = "after model.train(), the network is in eval mode: dropout and batch norm never train"
        fix = "if it is not meant, hand on the mode: super().train(mode)"
    elif astray.in_forward:
        text = f"forward() of {astray.kind} calls eval(): in training, {astray.sites[0]} is in eval mode"
        text += ", so that its dropout and batch norm never train"
        fix = "if it is not meant, leave the mode to whoever calls model.train() and model.eval()"
    else:
        return
    yield Finding(
        kind="remark",
        name="stays_in_eval",
        text=text,
        when="after model.train()",
        probe=probe,
        site=astray.site,
        place=astray.place,
        fix=fix,
        page=PAGE,
    )


def _in_training(astray: Astray, probe: Probe) -> Finding:
    those = ", ".join(one or "the network itself" for one in astray.sites[:2])
    those += f" and {counted(len(astray.sites) - 2, 'more module')}" if len(astray.sites) > 2 else ""
    why = f" because {astray.kind} overrides train() or eval()" if astray.kind else ""
    fix = "hand on the mode: super().train(mode), and return self"
    if astray.in_forward:
        why = f", because forward() of {astray.kind} calls train()"
        fix = "leave the mode to whoever calls model.train() and model.eval()"
    elif astray.hidden:
        why = ", as eval() does not look into plain lists and dictionaries"
        fix = "keep it in an nn.ModuleList, or call its eval() where it is made, if it never trains"
    elif astray.meant:
        why = f", because {astray.kind or 'something'} puts it there, which may be meant"
        fix = "if it is not meant, leave out .train() there"
    return Finding(
        kind="remark" if astray.meant else "silent",
        name="stays_in_training",
        text=f"what model.eval() leaves in training{why}: {those}. Dropout and batch norm there do"
        " what they do in training",
        when="after model.eval()",
        probe=probe,
        site=astray.site,
        place=astray.place,
        fix=fix,
        page=PAGE,
    )
