"""What the database itself holds of a patient's yes: signed once, ended for good (DESIGN I4, I5).

45 CFR 164.508(b)(6) and (c)(1): what was signed is kept as it was signed.
"""

from accounts.database_triggers import Trigger, refusal, refuse_truncate

AUTHORIZATION, GRANT, FORM = (
    "consents_authorization",
    "consents_grant",
    "consents_formversion",
)
RECORD = "what was signed is a record"


def differs(*columns: str) -> str:
    """SQL: one of these columns is changed. None of them is ever NULL."""
    return " OR ".join(f"NEW.{name} <> OLD.{name}" for name in columns)


def rewritten(*columns: str) -> str:
    """SQL: a ciphertext is changed without a change of its key.

    Rotation writes the same words under another key: version and key number are the first
    three bytes. The digest, which never changes, tells words that are not the same.
    """
    return " OR ".join(
        f"(NEW.{name} <> OLD.{name} AND substr(NEW.{name}, 1, 3) = substr(OLD.{name}, 1, 3))"
        for name in columns
    )


def undone(column: str) -> str:
    """SQL: an end that was written is taken away, or moved."""
    return f"(OLD.{column} IS NOT NULL AND (NEW.{column} IS NULL OR NEW.{column} <> OLD.{column}))"


TRIGGERS: tuple[Trigger, ...] = (
    refusal("authorization_never_changes", AUTHORIZATION, "UPDATE", RECORD,
            when=f"""{differs(
                "id", "public_id", "request_id", "subject_id", "purposes", "name_level", "paid_by",
                "record_sha256", "signed_at", "expires_at", "on_expiry")}
                OR {rewritten("record", "signature")}"""),
    refusal("authorization_ends_for_good", AUTHORIZATION, "UPDATE", "taken back is taken back",
            when=f"{undone('revoked_at')} OR (OLD.revoked_at IS NOT NULL "
                 "AND NEW.revoked_via <> OLD.revoked_via)"),
    # INSERT OR REPLACE of SQLite removes a row without asking its DELETE trigger.
    refusal("authorization_replaces_nothing", AUTHORIZATION, "INSERT", RECORD,
            when=f"EXISTS (SELECT 1 FROM {AUTHORIZATION} a WHERE a.id = NEW.id "
                 "OR a.request_id = NEW.request_id OR a.public_id = NEW.public_id)"),
    refusal("authorization_stays", AUTHORIZATION, "DELETE", RECORD),
    refuse_truncate("authorization_not_truncated", AUTHORIZATION, RECORD),
    refusal("grant_never_changes", GRANT, "UPDATE", RECORD,
            when=differs("id", "authorization_id", "material_id", "sha256", "channel_id",
                         "placement")),
    refusal("grant_ends_for_good", GRANT, "UPDATE", "stopped is stopped",
            when=f"{undone('stopped_at')} OR (OLD.stopped_at IS NOT NULL "
                 "AND NEW.stopped_why <> OLD.stopped_why)"),
    refusal("grant_replaces_nothing", GRANT, "INSERT", RECORD,
            when=f"EXISTS (SELECT 1 FROM {GRANT} g WHERE g.id = NEW.id "
                 "OR (g.authorization_id = NEW.authorization_id "
                 "AND g.material_id = NEW.material_id AND g.channel_id = NEW.channel_id "
                 "AND g.placement = NEW.placement))"),
    refusal("grant_not_after_taking_back", GRANT, "INSERT", "taken back is taken back",
            when=f"EXISTS (SELECT 1 FROM {AUTHORIZATION} a WHERE a.id = NEW.authorization_id "
                 "AND a.revoked_at IS NOT NULL)"),
    refusal("grant_stays", GRANT, "DELETE", RECORD),
    refuse_truncate("grant_not_truncated", GRANT, RECORD),
    # 164.508(c): what patients have signed under stays what legal has read
    refusal("form_version_never_changes", FORM, "UPDATE", "an approved form never changes",
            when="OLD.approved_at IS NOT NULL AND "
                 f"({differs('id', 'code', 'number', 'language', 'statements')} "
                 f"OR {undone('approved_at')} "
                 "OR COALESCE(NEW.organization_id, 0) <> COALESCE(OLD.organization_id, 0))"),
)  # fmt: skip
