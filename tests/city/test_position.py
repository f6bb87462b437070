"""How far apart two points are, and their middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.city.position import Position, middle

_POSITIONS = st.builds(Position, st.floats(51.1, 51.4), st.floats(7.0, 7.4))


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Position(51, 7), Position(52, 7), 111_195),
        (Position(0, 7), Position(0, 8), 111_195),
        (Position(60, 7), Position(60, 7.1), 5_560),
    ],
)
def test_degrees_in_metres(one, other, metres):
    """A degree is the 360th part of a circumference of 40,030 km, and half as long at 60 degrees north."""
    assert one.metres_to(other) == pytest.approx(metres, abs=2)


@given(_POSITIONS, _POSITIONS, _POSITIONS)
def test_distances_obey_the_laws(one, two, three):
    """No way to itself, the same way back, and no shortcut by a detour."""
    assert one.metres_to(one) == 0
    assert one.metres_to(two) == two.metres_to(one)
    assert one.metres_to(three) <= one.metres_to(two) + two.metres_to(three) + 2


@given(st.lists(_POSITIONS, min_size=1))
def test_the_middle_is_among_them(positions):
    """North of the southernmost, west of the easternmost, and so on."""
    found = middle(positions)
    assert found is not None
    assert min(p.lat for p in positions) - 1e-9 <= found.lat <= max(p.lat for p in positions) + 1e-9
    assert min(p.lon for p in positions) - 1e-9 <= found.lon <= max(p.lon for p in positions) + 1e-9


def test_no_middle_of_nothing():
    """Nothing known."""
    assert middle(()) is None
