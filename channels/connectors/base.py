"""What a connector is: it takes bytes and words to one network, and knows no model of ours."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OutgoingPicture:
    """A picture as it leaves: the very bytes, hashed before the claim."""

    data: bytes
    sha256: str
    content_type: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Everything one sending needs: from the frozen payload, never from rows."""

    remote_key: str
    account_id: str
    title: str
    text: str
    label: str = ""
    link: str = ""
    first_comment: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[OutgoingPicture, ...] = ()
    credentials: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the network said it made."""

    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a network takes: code points of text, pictures, and the picture profile."""

    text: int
    pictures: int
    longest_side: int
    alt_text: int = 500

    @property
    def profile(self) -> str:
        """The name of the rendition this network gets."""
        return f"max{self.longest_side}"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a network can do; shown to people before they approve."""

    delete: bool
    alt_text: bool
    idempotent: bool
    reconcile: bool


class Refused(Exception):
    """The network said no before doing anything; `retry_after` when it may be asked again."""

    def __init__(self, code: str, retry_after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class NotSent(Exception):
    """Nothing reached the network (no connection could be made). Any other exception: unknown."""


class Connector(Protocol):
    """The six things a network is asked. Never called inside a transaction."""

    limits: Limits
    capabilities: Capabilities

    def publish(self, outgoing: Outgoing) -> Receipt: ...

    def find(self, remote_key: str, outgoing: Outgoing | None = None) -> Receipt | None:
        """Is it there? The receipt, or None when the network is sure that it is not."""
        ...

    def read_back(self, remote_key: str) -> str | None:
        """The public text, for comparing with what was approved; None when it is gone."""
        ...

    def take_down(self, remote_key: str) -> None:
        """Take it down; a second time does nothing."""
        ...
