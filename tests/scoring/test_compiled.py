"""Compiled code is kept where that is possible, and made anew when its folder changes."""

import subprocess
import sys
from pathlib import Path
from typing import Any, cast

from secureflow.scoring import warm_up
from secureflow.scoring.compiled import is_kept
from secureflow.scoring.trees import lookup, walk

HELPER = "def added(x):\n    return x + {number}\n"
CALLER = """
from secureflow.scoring.compiled import compiled
import helper
added = compiled(helper.added)

@compiled
def twice(x: float) -> float:
    return 2 * added(x)
"""


def run(code: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(folder), "NUMBA_CACHE_DIR": str(folder / "kept")}
        | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_code_of_this_checkout_is_kept() -> None:
    assert is_kept(walk.figures)
    assert is_kept(lookup.add_looked_up)


def test_warming_up_compiles_what_a_payment_needs() -> None:
    warm_up.compile_code()
    needed = (walk.figures, walk.depths, lookup.add_looked_up, lookup.add_worked_out)
    assert all(cast(Any, function).signatures for function in needed)
    assert warm_up.code_is_kept()


def test_a_changed_helper_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "caller.py").write_text(CALLER)
    found = []
    for number in (1, 2):
        (tmp_path / "helper.py").write_text(HELPER.format(number=number))
        found.append(run("import caller; print(caller.twice(1.0))", tmp_path))
    assert found == ["4.0", "6.0"]
    assert any((tmp_path / "kept").rglob("*.nbi"))


def test_a_machine_that_keeps_nothing_still_scores(tmp_path: Path) -> None:
    (tmp_path / "caller.py").write_text(CALLER)
    (tmp_path / "helper.py").write_text(HELPER.format(number=1))
    code = "\n".join(
        (
            "import caller",
            "from secureflow.scoring.compiled import is_kept",
            "print(caller.twice(1.0), is_kept(caller.twice))",
        )
    )
    # Of all folders only that of a notebook's cell, which there is none of.
    assert run(code, tmp_path, NUMBA_CACHE_LOCATOR_CLASSES="IPythonCacheLocator") == "4.0 False"
