from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from accounts import start_code
from accounts.models import User


class Command(BaseCommand):
    help = "Print the code that opens /start/ while the installation has no people yet."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            somebody = User.objects.exists()
        except DatabaseError:
            raise CommandError("Run manage.py migrate first.", returncode=2) from None
        if somebody:
            raise CommandError("This installation has people already.", returncode=2)
        self.stdout.write(start_code.start_code())
