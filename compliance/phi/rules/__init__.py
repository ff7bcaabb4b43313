"""The families of rules, in the order of 45 CFR 164.514(b)(2)(i), then context."""

from compliance.phi.base import Rule
from compliance.phi.rules.accounts import RULES as ACCOUNTS
from compliance.phi.rules.biometric_photo import RULES as BIOMETRIC_PHOTO
from compliance.phi.rules.care import RULES as CARE
from compliance.phi.rules.contact import RULES as CONTACT
from compliance.phi.rules.dates import RULES as DATES
from compliance.phi.rules.geography import RULES as GEOGRAPHY
from compliance.phi.rules.government import RULES as GOVERNMENT
from compliance.phi.rules.inbound import RULES as INBOUND
from compliance.phi.rules.language import RULES as LANGUAGE
from compliance.phi.rules.medical import RULES as MEDICAL
from compliance.phi.rules.names import RULES as NAMES
from compliance.phi.rules.other import RULES as OTHER
from compliance.phi.rules.replies import RULES as REPLIES
from compliance.phi.rules.vehicles_devices import RULES as VEHICLES_DEVICES
from compliance.phi.rules.web import RULES as WEB

FAMILIES: tuple[tuple[Rule, ...], ...] = (
    NAMES,
    GEOGRAPHY,
    DATES,
    CONTACT,
    GOVERNMENT,
    MEDICAL,
    ACCOUNTS,
    VEHICLES_DEVICES,
    WEB,
    BIOMETRIC_PHOTO,
    OTHER,
    CARE,
    REPLIES,
    INBOUND,
    LANGUAGE,
)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family)
