"""Deliveries in people's words: what is known of each, and what it waits for."""

from collections.abc import Iterable

from content.models import Delivery

#: why a delivery waits or failed, for the one who decides; anything else gets `OTHER`
WHY = {
    "late": "Its time passed while nothing could be sent.",
    "phi_open": "Something in the words has no answer any more.",
    "testimonial_open": "A patient’s words have no signed permission.",
    "check_running": "The words were not checked in time.",
    "answers_to_confirm": "An answer waits for a second person.",
    "photo_open": "Something in a picture has no answer.",
    "photo_check_pending": "A picture was not checked in time.",
    "people_unresolved": "Nobody has said who is in a picture.",
    "people_to_confirm": "Who is in a picture waits for a second person.",
    "not_covered": "A permission does not cover this any more.",
    "taken_back": "The patient took the permission back.",
    "revoked": "The patient took the permission back.",
    "permission_ended": "A permission has ended.",
    "day_over": "Its last day is over.",
    "taken_down": "It was to come down before it was out.",
    "our_trouble": "Something here did not work in time.",
    "other_bytes": "The stored picture is not the one that was approved.",
    "other_words": "The words are not those that were approved.",
    "payload_changed": "The words, pictures or channels are not those that were approved.",
    "basis_changed": "Who is shown is not what was approved.",
    "channel_closed": "The channel is no longer connected.",
    "organization_closed": "The organization is closed.",
    "was_absent": "It was not there, so it goes out again.",
    "still_there": "It was still there, so it is taken down again.",
    "no_answer": "The network did not answer.",
    "worker_gone": "Sending was cut off half way.",
    "retrying": "The network asked us to wait a little.",
    "differs": "What is public is not what was approved. Please look.",
    "not_sent": "The network could not be reached.",
}
OTHER = "Please look at it before it goes on."

SAYS = {
    ("publish", "pending"): "Waits for its time on {}",
    ("publish", "sending"): "Is going out on {}",
    ("publish", "sent"): "Is out on {}",
    ("publish", "confirmed"): "Is out on {}, and reads as approved",
    ("publish", "held"): "Waits for you: {}",
    ("publish", "failed"): "Did not go out on {}",
    ("publish", "unknown"): "We don’t know whether it went out on {}",
    ("publish", "cancelled"): "Not sent to {}",
    ("takedown", "pending"): "Comes down from {}",
    ("takedown", "sending"): "Is coming down from {}",
    ("takedown", "sent"): "Taken down from {}",
    ("takedown", "confirmed"): "Taken down from {}, and gone",
    ("takedown", "held"): "Still up on {}: taking it down waits for you",
    ("takedown", "failed"): "Could not be taken down from {}",
    ("takedown", "unknown"): "We don’t know whether it is gone from {}",
    ("takedown", "cancelled"): "Not taken down from {}",
}

LEVELS = {"unknown": "stop", "failed": "stop", "held": "look", "sent": "good", "confirmed": "good"}
DONE = ("sent", "confirmed")
TROUBLE = ("unknown", "failed", "held")


def says(delivery: Delivery) -> str:
    """One line: what is known of it."""
    channel = delivery.target.channel.name
    return SAYS[delivery.kind, delivery.state].format(channel)


def was(delivery: Delivery) -> str:
    """The same of one that was out and came down again."""
    return f"Was out on {delivery.target.channel.name}"


def came_down(delivery: Delivery, others: Iterable[Delivery]) -> bool:
    """Did a later takedown on the same channel end what this one put out?"""
    return (
        delivery.kind == "publish"
        and delivery.state in DONE
        and any(
            row.kind == "takedown"
            and row.state in DONE
            and row.target_id == delivery.target_id
            and row.pk > delivery.pk
            for row in others
        )
    )


def why(delivery: Delivery) -> str:
    """The reason behind it as a sentence; empty when there is none to tell."""
    if not delivery.why:
        return ""
    return WHY.get(delivery.why, OTHER)


def troubled(deliveries: Iterable[Delivery]) -> Delivery | None:
    """The one that needs a person most: unknown before failed before held."""
    rows = [row for row in deliveries if row.state in TROUBLE]
    return min(rows, key=lambda row: TROUBLE.index(row.state), default=None)
