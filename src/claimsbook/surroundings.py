"""What a process that runs a book's code finds around it: the book's code, nobody's settings."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

from claimsbook import paths
from claimsbook.book import VARIABLE

_STRANGE = (
    *("PYTHONSTARTUP", "PYTHONBREAKPOINT", "PYTHONINSPECT", "IPYTHON", "JUPYTER_PATH"),
    *("PYTHONOPTIMIZE", "PYTHONWARNINGS", "PYTHONDEVMODE", "PYTHONASYNCIODEBUG"),
)
"""Variables by which a reader's own habits would get into a run: what a chapter asserts must be
asserted, and a warning of a library is no fault of a chapter."""


def of_book(scratch: Path) -> dict[str, str]:
    """The environment for a kernel or a build of the current book.

    The code under the book's `src` is found before any that is installed, so that a copied or
    moved clone runs its own. Settings of IPython and Jupyter are looked for in `scratch`, an empty
    folder, and packages in the home folder are left out: a start-up file of the reader's must not
    turn what was cited into something else.
    """
    found = {name: value for name, value in os.environ.items() if name not in _STRANGE}
    own = paths.root() / "src"
    before = [str(own)] if own.is_dir() else []
    known = [one for one in found.get("PYTHONPATH", "").split(os.pathsep) if one]
    found |= {
        VARIABLE: str(paths.root()),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([*before, *known])),
        "PYTHONNOUSERSITE": "1",
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        "JUPYTER_NO_CONFIG": "1",
    }
    return found


def code_of_elsewhere() -> str:
    """Where a package was imported from that the book's own `src` has too; "" where none was.

    So it is when a clone is worked on by the interpreter of another one, which knows that one's
    code: what is checked then is not what lies here.
    """
    for own in sorted((paths.root() / "src").glob("*/__init__.py")):
        module = sys.modules.get(own.parent.name)
        file = getattr(module, "__file__", None)
        if file and Path(file).resolve() != own.resolve():
            return str(Path(file).parent)
    return ""


def fault_of_interpreter() -> str:
    """Why this process cannot do its work the way that it was started; "" where it can."""
    if sys.flags.optimize < 2:
        return ""
    return (
        "this Python runs without the texts that explain its code, which charts are made from. "
        "Remedy: take PYTHONOPTIMIZE out of the environment, and start it without -OO"
    )


def hush() -> None:
    """Let no warning of a library end this process or show after its answer.

    Who asks for them by PYTHONWARNINGS or -W means code of his own.
    """
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
