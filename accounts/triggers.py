"""What the database itself holds of the audit log: it only grows (45 CFR 164.312(b), (c)(1))."""

from accounts.database_triggers import Trigger, refusal, refuse_truncate

EVENTS = "accounts_auditevent"
CHAINS = "accounts_auditchain"
APPEND_ONLY = "the audit log is append-only"

# INSERT OR REPLACE of SQLite removes a row without asking its DELETE trigger, so the INSERT
# triggers refuse a key that is already there.
TRIGGERS: tuple[Trigger, ...] = (
    refusal("audit_event_never_changes", EVENTS, "UPDATE", APPEND_ONLY),
    refusal("audit_event_stays", EVENTS, "DELETE", APPEND_ONLY),
    refuse_truncate("audit_event_not_truncated", EVENTS, APPEND_ONLY),
    refusal(
        "audit_event_follows",
        EVENTS,
        "INSERT",
        "an event follows the head of its chain",
        when=(
            f"EXISTS (SELECT 1 FROM {EVENTS} e WHERE e.id = NEW.id) OR NOT EXISTS "
            f"(SELECT 1 FROM {CHAINS} c WHERE c.id = NEW.chain_id "
            "AND c.seq + 1 = NEW.seq AND c.head = NEW.prev)"
        ),
    ),
    refusal(
        "audit_chain_begins_empty",
        CHAINS,
        "INSERT",
        "a chain begins empty",
        when=(
            "NEW.seq <> 0 OR NEW.head <> '' OR EXISTS (SELECT 1 FROM "
            f"{CHAINS} c WHERE c.id = NEW.id OR c.organization_id = NEW.organization_id)"
        ),
    ),
    refusal(
        "audit_chain_only_grows",
        CHAINS,
        "UPDATE",
        "a chain only grows, by one event that is there",
        when=(
            "NEW.id <> OLD.id OR NEW.seq <> OLD.seq + 1 "
            "OR COALESCE(NEW.organization_id, 0) <> COALESCE(OLD.organization_id, 0) "
            f"OR NOT EXISTS (SELECT 1 FROM {EVENTS} e WHERE e.chain_id = NEW.id "
            "AND e.seq = NEW.seq AND e.hash = NEW.head)"
        ),
    ),
    refusal("audit_chain_stays", CHAINS, "DELETE", APPEND_ONLY),
    refuse_truncate("audit_chain_not_truncated", CHAINS, APPEND_ONLY),
)
