"""Start the product behind nginx and have Lighthouse visit it; writes docs/lighthouse.md."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Return the exit code of frontend/scripts/lighthouse.mjs: ten minutes for five visits each."""
    serve = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    given: dict[str, str] = {}
    try:
        for line in serve.stdout or ():
            if line.strip() == "Ready":
                break
            name, found, value = line.strip().partition("=")
            if found and name.startswith("SECUREFLOW_"):
                given[name] = value
        else:
            return serve.wait()
        measure = ["node", "scripts/lighthouse.mjs"]
        done = subprocess.run(measure, cwd=ROOT / "frontend", env=os.environ | given, check=False)
        return done.returncode
    finally:
        if serve.stdin is not None:
            serve.stdin.close()
        serve.wait()


if __name__ == "__main__":
    sys.exit(main())
