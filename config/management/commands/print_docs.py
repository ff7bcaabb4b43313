from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Print the pages of docs/ that come from the product's own tables."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit 1 when a page differs")

    def handle(self, *args: Any, **options: Any) -> None:
        from config.printing import PAGES

        folder = Path(settings.BASE_DIR) / "docs"
        differing = [name for name, page in PAGES.items() if read(folder / name) != page()]
        if options["check"]:
            if differing:
                names = ", ".join(f"docs/{name}" for name in differing)
                raise CommandError(f"Run manage.py print_docs; these differ: {names}.")
            return
        folder.mkdir(exist_ok=True)
        for name in differing:
            (folder / name).write_text(PAGES[name](), encoding="utf-8")
            self.stdout.write(f"docs/{name}")


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
