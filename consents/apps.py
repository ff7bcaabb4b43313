from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConsentsConfig(AppConfig):
    name = "consents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from consents import checks, default_form  # noqa: F401, PLC0415 (models are ready now)

        post_migrate.connect(default_form.install, sender=self, dispatch_uid="consents.form")
