"""Score the judge of statements on those that `statements.py` draws."""

from collections.abc import Sequence
from pathlib import Path

from tests.heldout.adapters import judge_statement
from tests.heldout.figures import Figure
from tests.heldout.statements import Statement, draw_statements


def score_statements(judgements: Path) -> list[Figure]:
    """Faithful statements let through and wrong ones refused, close to their passage and far from it, and each kind."""
    statements = draw_statements(judgements)
    judged = [(s, *judge_statement(s.text, s.passage, s.title, s.published)) for s in statements]
    figures = []
    for faithful, what in ((True, "faithful let through"), (False, "wrong refused")):
        for close in (None, True, False):
            group = [accepted for s, accepted, _ in judged if s.faithful is faithful and close in (None, s.close)]
            where = {None: "", True: ", close in words", False: ", far in words"}[close]
            figures.append(Figure(f"statements: {what}{where}", group.count(faithful), len(group)))
    for kind in sorted({s.kind for s in statements if not s.faithful}):
        group = [accepted for s, accepted, _ in judged if s.kind == kind]
        figures.append(Figure(f"statements: wrong refused, {kind}", group.count(False), len(group)))
    scored = [(s, score) for s, _, score in judged if score is not None]
    if len(scored) == len(judged):
        figures.append(Figure("statements: area under the ROC curve", measure_auc(scored)))
    return figures


def measure_auc(scored: Sequence[tuple[Statement, float]]) -> float:
    """The chance that a faithful statement scores above a wrong one; ties count half."""
    right = [score for statement, score in scored if statement.faithful]
    wrong = [score for statement, score in scored if not statement.faithful]
    wins = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
    return wins / (len(right) * len(wrong))
