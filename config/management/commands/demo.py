from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from compliance.blockers import Refused
from config.env import envtext

STAGES = ("draft", "second_review", "legal_review", "scheduled", "published")


class Command(BaseCommand):
    help = "Make the demonstration organization, or bring one fresh testimonial to a stage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stage",
            metavar="STAGE",
            help=f"bring one fresh testimonial with a photo to {', '.join(STAGES)}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stage = options["stage"]
        if stage is not None and stage not in STAGES:
            raise wrong(f"--stage must be one of {', '.join(STAGES)}, not {stage!r}.")
        try:
            self.tell(stage, self.password())
        except DatabaseError:
            raise wrong("The database is not ready; run manage.py migrate first.") from None
        except Refused as refused:
            raise CommandError(" ".join(one.message for one in refused.blockers)) from None

    def password(self) -> str:
        """Known to everybody who reads the source, so good for the embedded installation only."""
        from config.demo.people import PASSWORD, check_password

        chosen = envtext("DEMO_PASSWORD")
        if not chosen and not settings.EMBEDDED:
            raise wrong(
                "This installation is not a trial (DATABASE_URL is set). If invented people "
                "shall log in here, choose their password with DEMO_PASSWORD."
            )
        try:
            return check_password(chosen or PASSWORD)
        except ValidationError as fault:
            raise wrong(f"DEMO_PASSWORD: {' '.join(fault.messages)}") from None

    def tell(self, stage: str | None, password: str) -> None:
        from config.demo import logins, patient_posts, people, story

        organization = people.present()
        if organization is None and (taken := people.taken()):
            raise wrong(f"{taken[0]} belongs to somebody here already; no demonstration was made.")
        cast = people.gather(organization) if organization else people.found(password)
        self.say(f"{people.NAME}: an invented organization, and nobody in it exists.")
        if stage:
            patient_posts.to_stage(cast, stage, password, self.say)
        elif story.was_told(cast):
            self.say("It was made before; nothing was added.")
        else:
            story.tell(cast, password, self.say)
        self.say(logins.sheet(cast, password))

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def wrong(sentence: str) -> CommandError:
    """One line on stderr, exit 2."""
    return CommandError(sentence, returncode=2)
