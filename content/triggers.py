"""What the database itself holds of the road of a post."""

from accounts.database_triggers import Trigger

TRIGGERS: tuple[Trigger, ...] = ()
