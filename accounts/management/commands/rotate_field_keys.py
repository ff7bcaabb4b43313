"""Re-encrypt everything with the newest key, so that an older key can be retired."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.encryption import EncryptedFileStorage, KeysUnusable, Unreadable, private_storage
from accounts.encryption.keys import keyring
from accounts.encryption.rotation import encrypted_fields, rotate_column, rotate_files


class Command(BaseCommand):
    help = (
        "Encrypt every encrypted column (history too) and private file again with the newest key "
        "of FIELD_KEYS. May be interrupted and run again. Afterwards older keys can be removed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows read at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch must be 1 or more.", returncode=2)
        try:
            self.rotate(options["batch"])
        except (KeysUnusable, Unreadable) as fault:
            raise CommandError(f"Stopped, nothing is lost: {fault}") from None

    def rotate(self, batch: int) -> None:
        for model, column in encrypted_fields():
            changed = sum(rotate_column(model, column, batch))
            self.stdout.write(f"{model._meta.label}.{column.name}: {changed} values")
        files = private_storage()
        if isinstance(files, EncryptedFileStorage):
            self.stdout.write(f"private files: {sum(1 for _ in rotate_files(files))}")
        self.stdout.write(f"Everything is encrypted with key {keyring()[0].id}.")
