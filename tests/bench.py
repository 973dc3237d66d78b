"""The modules of `benchmarks/`, which is no package: its files are scripts that stand beside each other."""

import importlib
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "benchmarks"


def load(name: str) -> Any:
    """The module of that name, imported as a script of the folder would."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return importlib.import_module(name)
