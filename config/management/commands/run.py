import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError, call_command

from compliance import engines
from config import startup, triggers
from config.env import envtext
from config.product import Product
from config.supervisor import write_line


class Command(BaseCommand):
    help = "Run the whole product: web, workers and the clock, until Ctrl-C."
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        host = envtext("HOST", "127.0.0.1")
        try:
            startup.refuse_taken_port(host, settings.PORT)
            startup.lock_var(Path(settings.CHAPERONE_VAR))
        except startup.CannotStart as reason:
            raise CommandError(str(reason), returncode=2) from None
        write_line("Putting the database and the style sheets in order ...")
        call_command("migrate", interactive=False, verbosity=0)
        try:
            triggers.demand()
            engines.demand()
        except ImproperlyConfigured as reason:
            raise CommandError(str(reason), returncode=2) from None
        startup.collect_static()
        startup.empty_the_broker()
        sys.exit(Product(host, settings.PORT).run())
