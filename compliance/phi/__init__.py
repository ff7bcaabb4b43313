"""The PHI check in plain Python: it reads a text and says what to look at before it leaves.

Nothing here imports Django or any other room of the house.
"""

from compliance.phi.base import Finding, Kind, Severity
from compliance.phi.directory import EMPTY, Directory, Person
from compliance.phi.scan import RULESET, ruleset, scan

__all__ = [
    "EMPTY",
    "RULESET",
    "Directory",
    "Finding",
    "Kind",
    "Person",
    "Severity",
    "ruleset",
    "scan",
]
