"""What changed since the last build, on the terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from output.review import Example, Group, Review

MOST = 40
"""Groups printed; the table `changes` has all."""
_CAUSES = {"page": "the page changed", "parser": "the parser reads it otherwise"}


def print_review(console: "Console", review: "Review | None") -> None:
    """Print the counts by form, item and cause, with examples; None is a first build."""
    if review is None:
        console.print(
            "First build of this dataset, or the last one is damaged: there is nothing to compare it with."
        )
        return
    if not review.groups:
        console.print("Nothing changed since the last build.")
        return
    console.print(
        f"Changed since the last build: {review.figures:,} figures; {review.came:,} reports came, "
        f"{review.went:,} went; {review.reports:,} reports concerned."
    )
    for group in review.groups[:MOST]:
        console.print(f"\n{_head(group)}", markup=False, soft_wrap=True)
        for example in group.examples:
            console.print(f"  {_line(example)}", markup=False, soft_wrap=True)
    if len(review.groups) > MOST:
        console.print(f"\n… and {len(review.groups) - MOST} more groups (table changes, or --json)")


def _head(group: "Group") -> str:
    what = f"{group.form} / {group.item}" if group.form else f"reports: {group.item}"
    return f"{what}: {group.changes:,} in {group.reports:,} reports, {_CAUSES[group.cause]}"


def _line(example: "Example") -> str:
    measure = f"{example.measure}: " if example.measure else ""
    old, new = (value if value is not None else "(not there)" for value in (example.old, example.new))
    return f"{measure}{old} -> {new}   {example.source}"
