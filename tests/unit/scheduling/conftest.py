import pytest

from tests.unit.scheduling.evening import Evening


@pytest.fixture
def evening() -> Evening:
    return Evening()
