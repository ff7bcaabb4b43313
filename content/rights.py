"""Whether a person may take a step at all: permission, authorship, separation of duties."""

from accounts import access
from accounts.models import User
from compliance.blockers import Blocker
from content.case import Case
from content.workflow import Authors, Transition


def refusals(case: Case, row: Transition, by: User | None) -> list[Blocker]:
    """Why `by` (None is the system) may not do this, whatever the post says."""
    if by is None:
        return [] if row.by_system else [no("needs_a_person", "A person has to do this.")]
    author = by.pk in case.authors
    held = access.may(by, f"accounts.{row.permission}", case.organization_id)
    writes = access.may(by, "accounts.write_posts", case.organization_id)
    if row.authors is Authors.ALSO and author and writes:
        held = True
    if not held:
        return [no("may_not", "This is not yours to do here.")]
    if row.authors is Authors.ONLY and not author:
        return [no("authors_only", "Only people who wrote this post can do that.")]
    if row.authors is Authors.NEVER and author:
        return [no("own_post", "You worked on this post, so somebody else looks at it.")]
    decided = case.revision.decisions if case.revision else ()
    if any(one.user_id == by.pk and one.stage in row.not_after for one in decided):
        return [
            no("decided_already", "You decided on this version already. It needs another person.")
        ]
    return []


def no(code: str, message: str) -> Blocker:
    return Blocker(code, message, wall=True)
