from celery.signals import worker_init
from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "compliance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from compliance import engines  # noqa: PLC0415 (its check is registered with it)

        worker_init.connect(engines.demand_of_worker)
