"""What the database itself holds of a post's life, on both engines (DESIGN I1, I2, I5, I8).

The code asks the same things before; these stand for the day when the code is wrong.
"""

from accounts.database_triggers import Trigger, refusal, refuse_truncate
from content.workflow import TRANSITIONS

POST, DELIVERY, DECISION = "content_post", "content_delivery", "content_decision"
REVISION, CHECK = "content_revision", "content_check"
OF_TARGET = "(SELECT t.revision_id FROM content_revisiontarget t WHERE t.id = NEW.target_id)"
#: what belongs to a revision, and how its row finds it
FROZEN = {
    "content_revisionauthor": "NEW.revision_id",
    "content_revisiontarget": "NEW.revision_id",
    "content_revisionuse": OF_TARGET,
    "content_revisionphoto": OF_TARGET,
}

MOVES = " OR ".join(
    sorted(
        f"(OLD.state = '{source.value}' AND NEW.state = '{row.target.value}')"
        for row in TRANSITIONS
        for source in row.sources
    )
)

REV = f"(SELECT {{}} FROM {REVISION} r WHERE r.id = NEW.revision_id)"
DECIDED = (
    f"FROM {DECISION} d JOIN {REVISION} r ON r.id = d.revision_id WHERE r.id = NEW.revision_id "
    "AND d.digest = r.digest AND d.basis_digest = r.basis_digest AND r.erased_at IS NULL"
)
NEWEST_CHECK = (
    f"(SELECT MAX(c.id) FROM {CHECK} c WHERE c.finished_at IS NOT NULL AND c.reader = 'rules' "
    f"AND c.post_id = {REV.format('r.post_id')})"
)
# Of the same words only: what engines saw in others stands nowhere any more.
NEWEST_READING = (
    f"(SELECT MAX(c.id) FROM {CHECK} c WHERE c.finished_at IS NOT NULL AND c.reader = 'engines' "
    f"AND c.post_id = {REV.format('r.post_id')} AND c.text_digest = {REV.format('r.text_digest')})"
)
ANSWERED = (
    "SELECT 1 FROM {answers} a WHERE a.finding_id = f.id AND a.superseded_at IS NULL "
    "AND a.confirmed_at IS NOT NULL AND (a.for_severity = 'block' OR f.severity <> 'block')"
)
OPEN_IN_WORDS = (
    "EXISTS (SELECT 1 FROM content_occurrence o JOIN content_textfinding f ON f.id = o.finding_id "
    f"WHERE o.found_in_id IN ({NEWEST_CHECK}, {NEWEST_READING}) AND f.severity <> 'info' "
    f"AND NOT EXISTS ({ANSWERED.format(answers='content_answer')}))"
)
PHOTOS = "(SELECT p.photo_id FROM content_revisionphoto p WHERE p.target_id = NEW.target_id)"
UNCHECKED_PHOTO = (
    "EXISTS (SELECT 1 FROM content_revisionphoto p WHERE p.target_id = NEW.target_id "
    "AND NOT EXISTS (SELECT 1 FROM compliance_photocheck c WHERE c.photo_id = p.photo_id "
    "AND c.finished_at IS NOT NULL))"
)
OPEN_IN_PHOTOS = (
    f"EXISTS (SELECT 1 FROM compliance_photofinding f WHERE f.photo_id IN {PHOTOS} "
    "AND f.severity <> 'info' AND f.found_in_id = (SELECT MAX(c.id) FROM compliance_photocheck c "
    "WHERE c.photo_id = f.photo_id AND c.finished_at IS NOT NULL) "
    f"AND NOT EXISTS ({ANSWERED.format(answers='compliance_photoanswer')}))"
)
UNCOVERED = (
    "(SELECT COUNT(*) FROM content_coverageuse u JOIN consents_grant g ON g.id = u.grant_id "
    "JOIN consents_authorization a ON a.id = g.authorization_id "
    "JOIN content_revisiontarget p ON p.id = NEW.target_id "
    "AND p.channel_id = g.channel_id AND p.placement = g.placement "
    "JOIN content_revisionuse n ON n.target_id = p.id "
    "AND n.material_id = u.material_id AND n.subject_id = u.subject_id "
    "WHERE u.delivery_id = NEW.id AND g.stopped_at IS NULL AND a.revoked_at IS NULL "
    "AND a.signed_at <= NEW.sending_at AND NEW.sending_at < a.expires_at "
    "AND a.subject_id = u.subject_id AND g.material_id = u.material_id) "
    "<> (SELECT t.uses_required FROM content_revisiontarget t WHERE t.id = NEW.target_id)"
)
PUBLISHES = "NEW.kind = 'publish' AND NEW.state = 'sending' AND OLD.state <> 'sending'"


def before_sending(name: str, message: str, wrong: str) -> Trigger:
    """Refuses a publish delivery that enters `sending` while something is wrong."""
    return refusal(name, DELIVERY, "UPDATE", message, when=f"{PUBLISHES} AND ({wrong})")


TRIGGERS: tuple[Trigger, ...] = (
    # a post
    refusal("post_begins_as_draft", POST, "INSERT", "a post begins as a draft",
            when="NEW.state <> 'draft'"),
    refusal("post_moves_by_the_table", POST, "UPDATE", "the workflow has no such step",
            when=f"NEW.state <> OLD.state AND NOT ({MOVES})"),
    refusal("post_moves_with_its_event", POST, "UPDATE", "a change of state has its audit event",
            when="NEW.state <> OLD.state AND (NEW.last_event_id IS NULL "
                 "OR COALESCE(OLD.last_event_id, 0) = NEW.last_event_id OR NOT EXISTS "
                 "(SELECT 1 FROM accounts_auditevent e WHERE e.id = NEW.last_event_id "
                 "AND e.object_kind = 'post' AND e.object_id = CAST(NEW.id AS VARCHAR(40))))"),
    refusal("post_with_versions_stays", POST, "DELETE", "a post with versions is a record",
            when=f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.post_id = OLD.id)"),
    # a revision and what belongs to it
    refusal("revision_never_changes", REVISION, "UPDATE", "a version never changes",
            when="NEW.id <> OLD.id OR NEW.post_id <> OLD.post_id OR NEW.number <> OLD.number "
                 "OR NEW.digest <> OLD.digest OR NEW.basis_digest <> OLD.basis_digest "
                 "OR NEW.text_digest <> OLD.text_digest OR NEW.created_by_id <> OLD.created_by_id "
                 "OR NEW.created_at <> OLD.created_at OR OLD.erased_at IS NOT NULL "
                 "OR ((NEW.payload <> OLD.payload OR NEW.basis <> OLD.basis) "
                 "AND (NEW.payload <> '' OR NEW.basis <> '' OR NEW.erased_at IS NULL))"),
    # INSERT OR REPLACE of SQLite removes a row without asking its DELETE trigger.
    refusal("revision_replaces_nothing", REVISION, "INSERT", "a version never changes",
            when=f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.id "
                 "OR (r.post_id = NEW.post_id AND r.number = NEW.number))"),
    refusal("revision_stays", REVISION, "DELETE", "a version is a record"),
    refuse_truncate("revision_not_truncated", REVISION, "a version is a record"),
    *(refusal(f"{table}_never_changes", table, "UPDATE", "a version never changes")
      for table in FROZEN),
    *(refuse_truncate(f"{table}_not_truncated", table, "a version is a record")
      for table in FROZEN),
    *(refusal(f"{table}_frozen_before", table, "INSERT", "what was decided on gets no more rows",
              when=f"EXISTS (SELECT 1 FROM {DECISION} d WHERE d.revision_id = {revision})")
      for table, revision in FROZEN.items()),
    *(refusal(f"{table}_stays", table, "DELETE", "a version is a record") for table in FROZEN),
    # a decision
    refusal("decision_never_changes", DECISION, "UPDATE", "a decision never changes"),
    refusal("decision_replaces_nothing", DECISION, "INSERT", "three different people decide once",
            when=f"EXISTS (SELECT 1 FROM {DECISION} d WHERE d.id = NEW.id "
                 "OR (d.revision_id = NEW.revision_id "
                 "AND (d.stage = NEW.stage OR d.user_id = NEW.user_id)))"),
    refusal("decision_stays", DECISION, "DELETE", "a decision is a record"),
    refuse_truncate("decision_not_truncated", DECISION, "a decision is a record"),
    refusal("decision_on_what_was_seen", DECISION, "INSERT", "a decision is on this exact version",
            when=f"NEW.digest <> {REV.format('r.digest')} "
                 f"OR NEW.basis_digest <> {REV.format('r.basis_digest')} "
                 f"OR {REV.format('r.erased_at')} IS NOT NULL"),
    refusal("decision_not_by_an_author", DECISION, "INSERT", "an author decides on nothing",
            when="NEW.stage <> 'submit' AND EXISTS (SELECT 1 FROM content_revisionauthor w "
                 "WHERE w.revision_id = NEW.revision_id AND w.user_id = NEW.user_id)"),
    refusal("decision_in_its_order", DECISION, "INSERT", "the decisions have an order",
            when=f"(NEW.stage = 'endorse' AND NOT EXISTS (SELECT 1 FROM {DECISION} d "
                 "WHERE d.revision_id = NEW.revision_id AND d.stage = 'submit')) "
                 f"OR (NEW.stage = 'approve' AND NOT EXISTS (SELECT 1 FROM {DECISION} d "
                 "WHERE d.revision_id = NEW.revision_id AND d.stage = 'endorse'))"),
    # a delivery
    refusal("delivery_begins_pending", DELIVERY, "INSERT", "a delivery begins pending",
            when="NEW.state <> 'pending'"),
    refusal("delivery_replaces_nothing", DELIVERY, "INSERT", "one live delivery for a place",
            when=f"EXISTS (SELECT 1 FROM {DELIVERY} d WHERE d.id = NEW.id "
                 "OR (d.target_id = NEW.target_id AND d.kind = NEW.kind "
                 "AND d.occurrence = NEW.occurrence AND d.state <> 'cancelled'))"),
    refusal("delivery_stays", DELIVERY, "DELETE", "a delivery is a record"),
    refuse_truncate("delivery_not_truncated", DELIVERY, "a delivery is a record"),
    refusal("delivery_keeps_its_key", DELIVERY, "UPDATE", "what goes out and its key are fixed",
            when="NEW.remote_key <> OLD.remote_key OR NEW.revision_id <> OLD.revision_id "
                 "OR NEW.target_id <> OLD.target_id OR NEW.kind <> OLD.kind"),
    refusal("delivery_sent_after_sending", DELIVERY, "UPDATE", "sent comes from sending",
            when="(NEW.state = 'sent' AND OLD.state NOT IN ('sent', 'sending', 'unknown')) "
                 "OR (NEW.state = 'confirmed' AND OLD.state NOT IN ('confirmed', 'sent')) "
                 "OR (NEW.state = 'sending' AND OLD.state NOT IN ('sending', 'pending')) "
                 "OR (OLD.state IN ('sent', 'confirmed', 'cancelled') "
                 "AND NEW.state NOT IN ('sent', 'confirmed', 'cancelled'))"),
    before_sending("sending_needs_three_people", "three different people decide",
                   f"(SELECT COUNT(DISTINCT d.stage) {DECIDED}) <> 3 "
                   f"OR (SELECT COUNT(DISTINCT d.user_id) {DECIDED}) <> 3"),
    before_sending("sending_its_own_version", "the target belongs to the version",
                   "(SELECT t.revision_id FROM content_revisiontarget t "
                   "WHERE t.id = NEW.target_id) <> NEW.revision_id"),
    before_sending("sending_needs_its_check", "the words are checked, and nothing is open",
                   f"NOT EXISTS (SELECT 1 FROM {CHECK} k WHERE k.id = {NEWEST_CHECK} "
                   f"AND k.text_digest = {REV.format('r.text_digest')}) OR {OPEN_IN_WORDS}"),
    before_sending("sending_needs_its_photos", "the pictures are checked, and nothing is open",
                   f"{UNCHECKED_PHOTO} OR {OPEN_IN_PHOTOS}"),
    before_sending("sending_needs_coverage", "every patient is covered at this moment", UNCOVERED),
)  # fmt: skip
