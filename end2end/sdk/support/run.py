"""Runs one suite: `python -m support.run python-1.0.0 [test_track ...]`, in the folder `end2end/sdk`."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

from .case import server
from .surface import Surface


def main(suite: str, *modules: str) -> int:
    """Everything, and then whether it was everything; or the modules named."""
    folder = str(Path(__file__).parent.parent / suite)
    sys.path.insert(0, folder)
    loader = unittest.TestLoader()
    if modules:
        tests = loader.loadTestsFromNames(modules)
    else:
        tests = unittest.TestSuite([
            loader.discover(folder, top_level_dir=folder),
            loader.loadTestsFromTestCase(Surface),
        ])
    try:
        result = unittest.TextTestRunner(verbosity=2).run(tests)
    finally:
        server().stop()
    return 0 if result.wasSuccessful() and result.testsRun > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
