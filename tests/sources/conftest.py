"""What the tests of readers share."""

import gc

import pytest


@pytest.fixture(autouse=True)
def no_callbacks_of_the_collector():
    """Hypothesis hangs one in, and an alarm that rings within it is an error that belongs to no test."""
    callbacks, gc.callbacks[:] = gc.callbacks[:], []
    yield
    gc.callbacks[:] = callbacks
