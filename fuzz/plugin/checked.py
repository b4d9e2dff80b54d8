"""A network of the user's own as a test item, and each of its findings as one beside it."""

from collections.abc import Iterator
from typing import Any

import pytest

from fuzz.plugin.failure import Failure
from fuzz.text import counted


class FindingsMet(Exception):
    """Something is wrong with a network; the message is for the test report."""


class NetworkItem(pytest.Item):
    """Checks MODULE:FACTORY in a process of its own, and passes where nothing is wrong with it.

    Its findings are told as items of their own, remarks as expected failures.
    """

    def __init__(self, *, network: str, **rest: Any) -> None:
        super().__init__(**rest)
        self.network = network
        self.failures: list[Failure] = []

    def runtest(self) -> None:
        from fuzz.check.checkup import checkup  # torch takes seconds to import
        from fuzz.check.plain.seen import Raised
        from fuzz.check.running.child import Child
        from fuzz.check.unbuilt import unbuilt
        from fuzz.report.checked import finding_lines
        from fuzz.report.probe_script import finding_script

        with Child(self.network) as lab:
            there = lab.describe()
            if isinstance(there, Raised):
                checked = unbuilt(self.network, there)
            else:
                checked = checkup(lab, there, name=self.network)
        for number, finding in enumerate(checked.findings, start=1):
            lines = [*finding_lines(finding), "", *finding_script(finding, self.network)]
            remark = "a remark" if finding.kind == "remark" else ""
            name = f"{self.network}-{number}-{finding.name}"
            self.failures.append(Failure(name, "\n".join(lines), remark))
        wrong = sum(not failure.accepted for failure in self.failures)
        if wrong:
            raise FindingsMet(f"{counted(wrong, 'finding')}, each told as an item of its own")

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        from fuzz.error import FuzzError

        if isinstance(excinfo.value, FindingsMet | FuzzError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, None, str]:
        return self.path, None, f"check: {self.network}"


class Networks(pytest.Collector):
    """The networks that ``--fuzz-check`` names."""

    def __init__(self, *, networks: list[str], **rest: Any) -> None:
        super().__init__(**rest)
        self.networks = networks

    def collect(self) -> Iterator[pytest.Item]:
        for network in self.networks:
            yield NetworkItem.from_parent(self, name=network, network=network)
