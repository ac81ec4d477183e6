"""Which canceller the settings choose."""

import pytest

from assistant.adapters.canceller_speexdsp import SpeexCanceller, is_available
from assistant.app.hearing import make_canceller
from assistant.app.settings import HearingSettings
from assistant.hearing.canceller import KalmanCanceller


def test_the_canceller_is_our_own_unless_told_otherwise() -> None:
    assert isinstance(make_canceller(HearingSettings()), KalmanCanceller)
    assert isinstance(make_canceller(HearingSettings(canceller="own")), KalmanCanceller)


def test_there_may_be_none() -> None:
    assert make_canceller(HearingSettings(canceller="none")) is None


@pytest.mark.skipif(not is_available(), reason="libspeexdsp is not on this system")
def test_libspeexdsp_is_used_where_it_is_asked_for() -> None:
    assert isinstance(make_canceller(HearingSettings(canceller="speex")), SpeexCanceller)


@pytest.mark.skipif(is_available(), reason="libspeexdsp is on this system")
def test_where_libspeexdsp_is_missing_our_own_takes_its_place() -> None:
    assert isinstance(make_canceller(HearingSettings(canceller="speex")), KalmanCanceller)
