from celery.signals import worker_init
from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "compliance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from compliance import engines, text_model  # noqa: PLC0415 (their checks come with them)

        text_model.apply()
        worker_init.connect(engines.demand_of_worker)
