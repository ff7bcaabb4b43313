"""The promises of the product, each with patches that break it and the story that notices."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One small patch: `edits` are (search, replace) in `file`; `story` is a pytest node."""

    breaks: str
    story: str
    file: str
    edits: tuple[tuple[str, str], ...]


def mutant(breaks: str, story: str, file: str, search: str, replace: str) -> Mutant:
    return Mutant(breaks, f"tests/stories/test_{story}", file, ((search, replace),))


WORKFLOW, GATES, RIGHTS = "content/workflow.py", "content/gates.py", "content/rights.py"
LIFECYCLE, SENDING, ANSWERS = "content/lifecycle.py", "content/sending.py", "content/answers.py"
FREEZING, TRIGGERS, USES = "content/freezing.py", "content/triggers.py", "content/uses.py"
NO_COVERAGE = 'tuple(one for one in SAFE if one != "coverage")'
LATER = "patients_sign_first.py::test_a_signature_that_ends_blocks_every_later_step"

PROMISES: dict[str, list[Mutant]] = {
    "a testimonial or photo is blocked until signed, at submit and at every later step": [
        mutant(
            "submit asks for no permission",
            "patients_sign_first.py::test_a_picture_of_a_patient_waits_for_the_signature",
            WORKFLOW,
            '"write_posts",    SAFE, ANSWERED',
            f'"write_posts", {NO_COVERAGE}, ANSWERED',
        ),
        mutant(
            "endorse asks for no permission", LATER, WORKFLOW,
            '"endorse_posts",  SAFE, CONFIRMED',
            f'"endorse_posts", {NO_COVERAGE}, CONFIRMED',
        ),
        mutant(
            "approve asks for no permission", LATER, WORKFLOW,
            '"approve_posts",  SAFE, CLOSED',
            f'"approve_posts", {NO_COVERAGE}, CLOSED',
        ),
        mutant(
            "schedule asks for no permission", LATER, WORKFLOW,
            '"schedule_posts", SAFE_AND_TIMED',
            f'"schedule_posts", (*{NO_COVERAGE}, "has_a_time")',
        ),
        mutant(
            "sending asks for no permission",
            "patients_sign_first.py::test_a_signature_that_ends_blocks_the_sending", SENDING,
            "        found += gates.uncovered(case, target)\n", "",
        ),
        mutant(
            "a picture passes while nobody has said who it shows",
            "patients_sign_first.py::test_a_picture_of_which_nobody_has_said_who_it_shows_waits_too",
            GATES, "        if not said:\n", "        if False:\n",
        ),
        mutant(
            "a testimonial needs no answer",
            "patients_sign_first.py::test_words_of_a_patient_wait_for_the_signature", GATES,
            "    if unanswered:\n", "    if False:\n",
        ),
        mutant(
            "a testimonial can be argued away",
            "patients_sign_first.py::test_words_of_a_patient_wait_for_the_signature", ANSWERS,
            'if finding.category == "testimonial" and', "if False and",
        ),
        mutant(
            "a check that broke counts as one",
            "patients_sign_first.py::test_the_check_of_the_words_cannot_be_left_out",
            "content/checks.py",
            "        remember_failure(check)\n",
            "        check.finished_at = now()\n        check.save()\n",
        ),
    ],
    "a permission for one channel does not cover another": [
        mutant(
            "any channel is covered",
            "one_channel_is_not_another.py::"
            "test_signing_for_the_newsroom_is_not_signing_for_the_notice_board",
            "consents/coverage.py", "grant.channel_id == use.channel_id", "True",
        ),
        mutant(
            "one channel taken back goes on", "one_channel_is_not_another.py::"
            "test_taking_back_one_channel_holds_that_channel_only",
            "consents/taking_back.py",
            'Grant.objects.filter(pk__in=ids).update(stopped_at=at, stopped_why="taken_back")',
            "pass",
        ),
    ],
    "a permission for a first name does not let the full name out": [
        mutant(
            "the name level is not asked",
            "the_name_they_allowed.py::test_a_first_name_permission_stops_a_full_name",
            "consents/coverage.py", "names.covers(grant.name_level, use.name_level)", "True",
        ),
    ],
    "a false alarm and a photo of four staff go through with two people": [
        mutant(
            "a false alarm strands the draft", "false_alarms_pass.py", WORKFLOW,
            "SAFE, ANSWERED, decision=True", "SAFE, CONFIRMED, decision=True",
        ),
        mutant(
            "answers need no second person", "false_alarms_pass.py", WORKFLOW,
            "SAFE, CONFIRMED, NEVER", "SAFE, ANSWERED, NEVER",
        ),
        mutant(
            "authors confirm", "false_alarms_pass.py::test_whoever_answered_does_not_confirm",
            ANSWERS, "    if Author.objects.filter(post=post, user=by).exists():\n",
            "    if False:\n",
        ),
        mutant(
            "people are asked twice about the same person",
            "false_alarms_pass.py::test_nobody_is_asked_twice_about_the_same_person", ANSWERS,
            "    enter_directory(post, row, by)\n", "",
        ),
    ],
    "called back, changed, submitted anew: three new decisions": [
        mutant(
            "the old version is taken again", "called_back.py", LIFECYCLE,
            "decide(step, freeze(step.post, step.case, present(step.by)))",
            "decide(step, step.post.revisions.first() "
            "or freeze(step.post, step.case, present(step.by)))",
        ),
        mutant(
            "an approved post is edited", "called_back.py", "content/writing.py",
            "    if row.state != State.DRAFT:\n", "    if False:\n",
        ),
        mutant(
            "called back without a word", "called_back.py", WORKFLOW,
            '"recall_posts",   authors=ALSO, needs_note=True', '"recall_posts",   authors=ALSO',
        ),
        mutant(
            "what is called back goes out", "called_back.py", LIFECYCLE,
            '    "recall": cancel,\n', "",
        ),
    ],
    "an author neither endorses nor approves, nobody decides twice": [
        mutant(
            "authors decide", "three_people.py", RIGHTS,
            "if row.authors is Authors.NEVER and author:", "if False:",
        ),
        mutant(
            "people decide twice", "three_people.py", RIGHTS,
            "if any(one.user_id == by.pk and", "if any(False and",
        ),
        mutant(
            "an endorser becomes an author",
            "three_people.py::test_whoever_answers_after_endorsing_is_an_author", GATES,
            "decision.user_id in case.authors for stage", "False for stage",
        ),
        mutant(
            "strangers decide", "three_people.py", RIGHTS,
            "    if not held:\n", "    if False:\n",
        ),
        mutant(
            "a hat taken off still counts",
            "three_people.py::test_a_hat_taken_off_counts_at_once", LIFECYCLE,
            "        access.forget(by)\n", "        pass\n",
        ),
        mutant(
            "whoever writes is no author", "three_people.py", "content/writing.py",
            "    become_author(row, by)\n", "",
        ),
    ],
    "“patient” does not become “staff” behind the second look": [
        mutant(
            "who is shown is said anew in review", "patient_becomes_staff.py", ANSWERS,
            "        if post.state != State.DRAFT:\n            raise Refused.because(\n"
            '                "not_a_draft", "Who is in',
            "        if False:\n            raise Refused.because(\n"
            '                "not_a_draft", "Who is in',
        ),
        mutant(
            "who is shown is not part of the basis", "patient_becomes_staff.py", FREEZING,
            '"people": sorted(', '"people": [] and sorted(',
        ),
        mutant(
            "sending does not compare",
            "patient_becomes_staff.py::test_said_after_the_approval_nothing_goes_out", GATES,
            "        if now != then\n", "        if False\n",
        ),
    ],
    "words of one channel are in the digest": [
        mutant(
            "the digest is of the common words", "words_of_one_channel.py", FREEZING,
            '"text": target.text,', '"text": case.text,',
        ),
        mutant(
            "words of one channel are not checked", "words_of_one_channel.py", FREEZING,
            "*words, *own, *comments", "*words, *comments",
        ),
    ],
    "legal approves the version it saw": [
        mutant(
            "any version", "the_version_seen.py", LIFECYCLE,
            "if step.seen is None or step.seen != shown:", "if False:",
        ),
        mutant(
            "anybody's signature", "the_version_seen.py", LIFECYCLE,
            "signature is None or step.by is None or signature.user_id != step.by.pk",
            "signature is None",
        ),
    ],
    "a post with decisions stays": [
        mutant(
            "a post is deleted", "decided_posts_stay.py", TRIGGERS,
            "EXISTS (SELECT 1 FROM {REVISION} r WHERE r.post_id = OLD.id)", "1 = 0",
        ),
        mutant(
            "a decision is deleted", "decided_posts_stay.py", TRIGGERS,
            '    refusal("decision_stays", DECISION, "DELETE", "a decision is a record"),\n', "",
        ),
    ],
    "taken back before its time it is not sent, and what is live comes down": [
        mutant(
            "nobody stops the posts", "taken_back_in_time.py", "consents/taking_back.py",
            '        uses.port().stop(ids, actor, at, "taken_back")\n', "",
        ),
        mutant(
            "what waits goes on waiting", "taken_back_in_time.py", USES,
            'publishing.change(delivery, "hold", actor, why=why)', "pass",
        ),
        mutant(
            "what is live stays", "taken_back_in_time.py", USES,
            "publishing.take_down(delivery, why, actor)", "pass",
        ),
        mutant(
            "a permission ends and nobody looks", "taken_back_in_time.py", "content/tasks.py",
            "    each(end_of_permission, ended(at)[:AT_ONCE])\n", "",
        ),
    ],
    "no words of a draft in mails or notices": [
        mutant(
            "a mail tells what is asked", "mails_say_nothing.py", "consents/mails.py",
            "EmailMessage(subject, body, to=",
            "EmailMessage(subject, body + str(request.content), to=",
        ),
        mutant(
            "the log repeats a network", "mails_say_nothing.py", SENDING,
            'log.warning("delivery %s: %s", delivery.pk, type(trouble).__name__)',
            'log.warning("delivery %s: %s", delivery.pk, str(trouble))',
        ),
        mutant(
            "the audit log keeps a note", "mails_say_nothing.py", LIFECYCLE,
            "noted=bool(note),", "noted=note,",
        ),
        mutant(
            "a post names itself by its title", "mails_say_nothing.py", "content/models/post.py",
            'return f"Post {self.pk}"', "return self.shown_title",
        ),
    ],
    "the text check fails closed, and its models take no proof away": [
        Mutant(
            "a text passes whose model failed", "tests/compliance/phi/models/test_meaning.py",
            "compliance/phi/scan.py",
            (("return [*found, _failed(text, \"meaning\", error)]", "return found"),),
        ),
        Mutant(
            "a number is taken down where the words sound harmless",
            "tests/compliance/phi/test_judging.py", "compliance/phi/judging.py",
            (("    if finding.rule not in ARGUABLE:\n", "    if False:\n"),),
        ),
        Mutant(
            "a text that gives somebody away without a name is held by nobody",
            "tests/compliance/phi/test_judging.py", "compliance/phi/judging.py",
            (("return kept + list(_whole(reading, kept, scores, limits))", "return kept"),),
        ),
        Mutant(
            "a name lowers the chance", "tests/compliance/phi/models/test_evidence.py",
            "compliance/phi/models/evidence.py",
            (("float(strongest[name].rank >=", "float(strongest[name].rank >"),),
        ),
    ],
    "what a killed worker left is neither sent again blindly nor forgotten": [
        mutant(
            "it is sent again at once", "killed_worker.py", SENDING,
            'settle(delivery, "lose", why="worker_gone"',
            'settle(delivery, "retry", why="worker_gone"',
        ),
        mutant(
            "it is forgotten", "killed_worker.py", "content/tasks.py",
            'state="sending", sending_at__lt=', 'state="nowhere", sending_at__lt=',
        ),
        mutant(
            "a worker that lives is robbed", "killed_worker.py", SENDING,
            "LOST_AFTER = timedelta(minutes=2)", "LOST_AFTER = timedelta(seconds=2)",
        ),
        mutant(
            "what is unknown is sent again unasked", "killed_worker.py", SENDING,
            "        receipt = network.find(delivery.remote_key)\n", "        receipt = None\n",
        ),
        mutant(
            "two workers claim it", "killed_worker.py::test_a_claim_is_of_one_worker", SENDING,
            'if row.state != "pending" or', "if",
        ),
    ],
    "raw SQL that breaks this or rewrites the past is refused": [
        Mutant(
            "sent without three people", "tests/stories/test_raw_sql_is_refused.py", TRIGGERS,
            (
                ('f"(SELECT COUNT(DISTINCT d.stage) {DECIDED}) <> 3 "', '"1 = 0 "'),
                ('f"OR (SELECT COUNT(DISTINCT d.user_id) {DECIDED}) <> 3"', '""'),
            ),
        ),
        mutant(
            "sent without coverage", "raw_sql_is_refused.py", TRIGGERS,
            '"every patient is covered at this moment", UNCOVERED',
            '"every patient is covered at this moment", "1 = 0"',
        ),
        mutant(
            "sent without sending", "raw_sql_is_refused.py", TRIGGERS,
            "(NEW.state = 'sent' AND OLD.state NOT IN ('sent', 'sending', 'unknown'))", "1 = 0",
        ),
        mutant(
            "decisions in any order", "raw_sql_is_refused.py", TRIGGERS,
            "OR (NEW.stage = 'approve' AND NOT EXISTS", "OR (1 = 0 AND NOT EXISTS",
        ),
        mutant(
            "an event is rewritten", "raw_sql_is_refused.py", "accounts/triggers.py",
            '    refusal("audit_event_never_changes", EVENTS, "UPDATE", APPEND_ONLY),\n', "",
        ),
        mutant(
            "an event is deleted", "raw_sql_is_refused.py", "accounts/triggers.py",
            '    refusal("audit_event_stays", EVENTS, "DELETE", APPEND_ONLY),\n', "",
        ),
    ],
}  # fmt: skip
