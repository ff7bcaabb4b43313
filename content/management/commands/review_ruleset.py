"""`review_ruleset`: what the rules of today would refuse among all that was approved."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Organization


class Command(BaseCommand):
    """Numbers and rules only: an operator sees no words of a post."""

    help = (
        "List every approved, scheduled or live post that the text check of this version would "
        "not let pass: what it sees, where, and under which rules it was approved."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organization", metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check what is not checked yet, then list; exit 2 for an organization there is not."""
        from content import relooking, rules

        keys = _organizations(options["organization"])
        relooking.read_now(keys)
        found = relooking.again(relooking.to_look_at(keys))
        for one in found:
            self.stdout.write(
                f"{one.post.organization.slug}: post {one.post.pk}, {one.post.state}, version "
                f"{one.version}, approved under rules {one.approved_by or 'unknown'}"
            )
            for sight in one.sights:
                places = ", ".join(
                    f"{surface} {start}-{end}" for surface, start, end in sight.finding.places
                )
                answer = "answered, not agreed to yet" if sight.finding.answered else "no answer"
                self.stdout.write(
                    f"  {sight.finding.severity} {sight.finding.rule} ({sight.finding.category}) "
                    f"at {places}: {answer}"
                )
            self.stdout.write(f"  what can be done: {', '.join(relooking.ways_out(one))}")
        unread = relooking.waiting(keys)
        self.stdout.write(
            f"{len(found)} to look at again under rules {rules.current()}"
            + (f"; {unread} could not be checked." if unread else ".")
        )


def _organizations(slug: str | None) -> list[int]:
    rows = Organization.objects.filter(closed_at=None)
    keys = list((rows if slug is None else rows.filter(slug=slug)).values_list("pk", flat=True))
    if slug is not None and not keys:
        raise CommandError("There is no such organization.", returncode=2)
    return keys
