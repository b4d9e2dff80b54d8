"""The one error of the vocabulary: a case that cannot be what it says."""


class CaseError(ValueError):
    """A case is malformed, unknown to the vocabulary, or too large to try.

    The message names the field as a JSON path (``$.edits[0].layer.kind``), says what is wrong with
    it, and what would be right.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{problem} - at `{field}`")
        self.field = field
        self.problem = problem
