"""The connectors: one module each, imported on first use, one line in this table."""

from importlib import import_module
from typing import cast

from channels.connectors.base import Connector

CONNECTORS: dict[str, tuple[str, str]] = {
    # kind: (the word people read, the module)
    "newsroom": ("Newsroom", "channels.connectors.newsroom"),
}


def connector(kind: str) -> Connector:
    """The connector of a kind of channel. Raises KeyError for a kind that is not in the table."""
    return cast(Connector, import_module(CONNECTORS[kind][1]).CONNECTOR)


def choices() -> list[tuple[str, str]]:
    """For a model field; a callable, so that a new connector makes no migration."""
    return [(kind, label) for kind, (label, _) in CONNECTORS.items()]
