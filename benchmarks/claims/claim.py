"""What a claim is: a sentence, and cases that would go as it says if it were true."""

from dataclasses import dataclass
from typing import Literal

from fuzz.catalogue.entry import identify
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Died, Outcome, Raised
from fuzz.verdict import Finding
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.value import Shape

Verdict = Literal["true", "false", "partly true"]


@dataclass(frozen=True)
class Trial:
    """A case, what it is in words, and what the claim says becomes of it.

    ``says`` is "passes", "fails", or the exception that is claimed to be raised; ``output`` the shape
    of the network's output where the claim names one.
    """

    what: str
    case: Case
    says: str
    output: Shape | None = None


@dataclass(frozen=True)
class Claim:
    """A sentence of the article, and the trials of it; ``instead`` says what is so."""

    quote: str
    trials: tuple[Trial, ...]
    instead: str


@dataclass(frozen=True)
class Tried:
    """A trial with what really happened."""

    trial: Trial
    outcome: Outcome
    finding: Finding | None

    @property
    def kept(self) -> bool:
        """Whether it went as the claim says."""
        trial, outcome = self.trial, self.outcome
        if isinstance(outcome, Raised):
            return trial.says in ("fails", outcome.exception)
        if isinstance(outcome, Died):
            return False
        return trial.says == "passes" and trial.output in (None, outcome.output.shape)

    @property
    def happened(self) -> str:
        """What happened, in words."""
        outcome = self.outcome
        if isinstance(outcome, Raised):
            where = f" at `{outcome.site}`" if outcome.site else ""
            said = outcome.message.splitlines()[0] if outcome.message else ""
            return f"`{outcome.exception}` in the stage {outcome.stage}{where}: {said}"
        if isinstance(outcome, Died):
            return f"the process ends in the stage {outcome.stage}: {outcome.how}"
        shown = f"passes, output {outcome.output.shape}"
        return (
            f"{shown}: {self.finding.cause.description}"
            if self.finding and self.finding.cause
            else shown
        )

    @property
    def entry(self) -> str:
        """The id of the failure in a catalogue, "" where there is none."""
        return identify(self.finding.signature) if self.finding is not None else ""


def try_out(claim: Claim) -> tuple[Verdict, list[Tried]]:
    """Run the trials of a claim, and say whether all, none or some of them go as it says."""
    tried = [run_trial(trial) for trial in claim.trials]
    kept = sum(one.kept for one in tried)
    if kept == len(tried):
        return "true", tried
    return ("partly true" if kept else "false"), tried


def run_trial(trial: Trial) -> Tried:
    """Run a trial. Raises `CaseError` where its case can't be run."""
    outcome = observe(trial.case)
    return Tried(trial, outcome, judge(trial.case, outcome))
