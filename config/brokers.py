"""How Celery's doorbell rings: through folders of our own, or through Redis."""

from pathlib import Path
from typing import Any

from config.env import private_folder


def transport_options(url: str, var: Path) -> dict[str, Any]:
    """Kombu's options for this broker. The filesystem transport wants its folders to exist."""
    if url.startswith("filesystem:"):
        folder = str(private_folder(var / "broker"))
        return {
            "data_folder_in": folder,
            "data_folder_out": folder,
            "control_folder": str(private_folder(var / "broker-control")),
        }
    if url.startswith(("redis:", "rediss:", "unix:")):
        return {
            "visibility_timeout": 3600,
            "socket_keepalive": True,
            "socket_timeout": 30,
            "socket_connect_timeout": 5,
            "health_check_interval": 25,
            "retry_on_timeout": True,
        }
    return {}
