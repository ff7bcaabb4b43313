"""The permission form that every organization may use, in patients' words (English)."""

from typing import Any

from django.db import connections

from accounts.clock import now
from consents.models import FormVersion

CODE, NUMBER, LANGUAGE = "social", 1, "en"

STATEMENTS: dict[str, str] = {
    "what": (
        "We may show only what you see on this page and say yes to: $things. We may trim or shrink "
        "a picture so that it fits, and cover things in the background. We will not change how "
        "$patient looks."
    ),
    "who_shows": "$organization may show it, and the people who make its posts.",
    "who_sees": "The public will see it: everybody who looks at $places.",
    "why": "This is what we use it for: $purposes.",
    "until": (
        "Your yes ends on the last day that you choose on this page. You can choose up to five "
        "years. After that day we show nothing new."
    ),
    "signature": "Your typed name is your signature. We write the day and the time beside it.",
    "authority": "You sign for $patient. This is how you are allowed to decide: $relation.",
    "take_back": (
        "You can take this back any day, from the link in your signed copy or by letter to "
        "$organization, $address. Then we stop, and take down what we can. We cannot undo what "
        "people have already seen."
    ),
    "no_conditions": "Your care, your bills and your insurance stay the same if you say no.",
    "shared_on": (
        "Anyone can save, copy or share it. We cannot get copies back, and the health privacy law "
        "(HIPAA) may no longer protect it."
    ),
    "networks_keep": (
        "Networks like Facebook and Instagram may keep and use it under their own rules, also to "
        "train computers. People can search for faces in it."
    ),
    "paid": "Somebody pays us for this post: $payer.",
    "unpaid": "Nobody pays us for this post.",
    "copy": "You get your signed copy right away.",
}


def install(using: str = "default", **_: Any) -> None:
    """Put the form in place, approved; after every migration, so that it is never missing."""
    if FormVersion._meta.db_table not in connections[using].introspection.table_names():
        return
    FormVersion.objects.using(using).get_or_create(
        organization=None,
        code=CODE,
        number=NUMBER,
        language=LANGUAGE,
        defaults={"statements": STATEMENTS, "approved_at": now()},
    )
