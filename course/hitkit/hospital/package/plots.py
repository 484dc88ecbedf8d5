"""Plots as SVG, written by hand so that the same numbers give the same bytes everywhere."""

from __future__ import annotations

from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 640, 360, 64, 56, 44
_INK, _ONE, _OTHER = "#1a1a1a", "#0b5394", "#b45309"


def _frame(title: str, told: str, across: str, up: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title told" lang="en" font-family="sans-serif" '
        f'font-size="13" fill="{_INK}">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="told">{escape(told)}</desc>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n'
        f'<text x="{_WIDTH // 2}" y="24" text-anchor="middle" '
        f'font-size="16">{escape(title)}</text>\n'
        f'<text x="{_WIDTH // 2}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>\n'
        f'<text x="16" y="{_HEIGHT // 2}" text-anchor="middle" transform="rotate(-90 16 '
        f'{_HEIGHT // 2})">'
        f"{escape(up)}</text>\n"
        f'<path d="M{_LEFT} {_TOP}V{_HEIGHT - _BOTTOM}H{_WIDTH - 16}" fill="none" '
        f'stroke="{_INK}"/>\n'
        f"{body}</svg>\n"
    )


def _ticks_up(most: float, steps: int = 4) -> str:
    span = _HEIGHT - _BOTTOM - _TOP
    return "".join(
        f'<text x="{_LEFT - 6}" y="{_HEIGHT - _BOTTOM - span * step // steps + 4}" '
        f'text-anchor="end">'
        f"{most * step / steps:g}</text>\n"
        for step in range(steps + 1)
    )


def _round_up(value: float) -> float:
    return next(
        step
        for step in (4, 8, 12, 20, 40, 80, 120, 200, 400, 800, 2_000, 8_000, 40_000, 10**9)
        if step >= value
    )


def bars(
    title: str,
    told: str,
    across: str,
    up: str,
    groups: list[tuple[str, list[float]]],
    series: list[str],
) -> str:
    """Return grouped bars; the second series is outlined, so that color is not alone."""
    most = _round_up(max(value for _, values in groups for value in values))
    span, room = _HEIGHT - _BOTTOM - _TOP, (_WIDTH - 16 - _LEFT) / len(groups)
    body = _ticks_up(most)
    for place, (name, values) in enumerate(groups):
        left, wide = _LEFT + room * place, room * 0.8 / len(values)
        for number, value in enumerate(values):
            high = span * value / most
            style = (
                f'fill="{_ONE}"'
                if number == 0
                else f'fill="#ffffff" stroke="{_OTHER}" stroke-width="2"'
            )
            body += (
                f'<rect x="{left + room * 0.1 + wide * number:.1f}" '
                f'y="{_HEIGHT - _BOTTOM - high:.1f}" '
                f'width="{wide:.1f}" height="{high:.1f}" {style}/>\n'
            )
        body += (
            f'<text x="{left + room / 2:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle" '
            f'font-size="11">{escape(name)}</text>\n'
        )
    if len(series) > 1:
        body += f'<text x="{_WIDTH - 20}" y="{_TOP + 8}" text-anchor="end">filled: '
        f"{escape(series[0])}; outlined: {escape(series[1])}</text>\n"
    return _frame(title, told, across, up, body)


def scatter(
    title: str, told: str, across: str, up: str, points: list[tuple[str, float, float]]
) -> str:
    """Return labelled points with the line on which both axes agree."""
    most = _round_up(max(max(x, y) for _, x, y in points))
    high, wide = _HEIGHT - _BOTTOM - _TOP, _WIDTH - 16 - _LEFT
    body = _ticks_up(most)
    body += "".join(
        f'<text x="{_LEFT + wide * step / 4:.1f}" y="{_HEIGHT - _BOTTOM + 18}" '
        f'text-anchor="middle">'
        f"{most * step / 4:g}</text>\n"
        for step in range(1, 5)
    )
    body += (
        f'<path d="M{_LEFT} {_HEIGHT - _BOTTOM}L{_WIDTH - 16} {_TOP}" stroke="{_OTHER}" '
        'stroke-dasharray="5 4"/>\n'
    )
    for name, x, y in points:
        at_x, at_y = _LEFT + wide * x / most, _HEIGHT - _BOTTOM - high * y / most
        body += (
            f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="4" fill="{_ONE}"/>'
            f'<text x="{at_x + 6:.1f}" y="{at_y + 4:.1f}" font-size="10">{escape(name)}</text>\n'
        )
    return _frame(title, told, across, up, body)
