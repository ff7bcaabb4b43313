from typing import Any

from django.core.management import BaseCommand, CommandError

from accounts import start_code
from accounts.models import User


class Command(BaseCommand):
    help = "Print the code that opens /start/ while the installation has no people yet."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("This installation has people already.", returncode=2)
        self.stdout.write(start_code.start_code())
