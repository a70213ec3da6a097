"""The picture of Bland and Altman in characters: each case's difference over its mean, with the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.scoring.training.agreement import Limits

COLUMNS = 60
ROWS = 9
MARK = "●"
SEVERAL = "◆"
LINE = "─"


def bland_altman(points: Sequence[tuple[int, int]], limits: Limits) -> str:
    """The picture as lines; a diamond stands for several cases in one spot."""
    means = [(one + other) / 2 for one, other in points]
    differences = [one - other for one, other in points]
    reach = max(*map(abs, differences), abs(limits.low), abs(limits.high), 1)
    least, most = min(means), max(means)
    grid = [[" "] * COLUMNS for _ in range(ROWS)]
    for value in (limits.low, limits.mean, limits.high):
        grid[_row(value, reach)] = [LINE] * COLUMNS
    taken: set[tuple[int, int]] = set()
    for mean, difference in zip(means, differences, strict=True):
        column = round((mean - least) / (most - least) * (COLUMNS - 1)) if most > least else COLUMNS // 2
        spot = (_row(difference, reach), column)
        grid[spot[0]][column] = SEVERAL if spot in taken else MARK
        taken.add(spot)
    labels = {
        _row(limits.low, reach): limits.low,
        _row(limits.high, reach): limits.high,
        _row(limits.mean, reach): limits.mean,
    }
    lines = [
        f"{labels[row]:+7.1f} {''.join(cells)}" if row in labels else f"{'':7} {''.join(cells)}"
        for row, cells in enumerate(grid)
    ]
    axis = f"{'':7} {least:<8g}{'mean of the two':^{COLUMNS - 16}}{most:>8g}"
    return "\n".join(line.rstrip() for line in (*lines, axis))


def _row(value: float, reach: float) -> int:
    """The row of a difference, the highest at the top."""
    return round((reach - value) / (2 * reach) * (ROWS - 1))
