"""What a set tells: so many right of so many, or a value between 0 and 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a set. Without `total`, `right` is a value of its own, such as an area under a curve."""

    what: str
    right: float
    total: int | None = None


def format_figure(figure: Figure) -> str:
    """The figure on a line: '  what     31 of  60  52 %'."""
    if figure.total is None:
        return f"  {figure.what:<66} {figure.right:>14.3f}"
    share = f"{figure.right / figure.total:4.0%}" if figure.total else "   –"
    return f"  {figure.what:<66} {figure.right:>4.0f} of {figure.total:>4} {share}"
