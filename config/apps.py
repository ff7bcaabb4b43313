from celery.signals import worker_init
from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig as StockAdminConfig
from django.db.models.signals import post_migrate, pre_migrate


class HouseConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        from config import triggers  # noqa: PLC0415 (its checks need the models)

        # Both signals come once for every app with models: one of them is enough.
        sender = apps.get_app_config("accounts")
        pre_migrate.connect(triggers.before_migrating, sender=sender)
        post_migrate.connect(triggers.after_migrating, sender=sender)
        worker_init.connect(triggers.demand_of_worker)


class AdminConfig(StockAdminConfig):
    """The stock admin on the one site that knows organizations."""

    default_site = "accounts.admin_site.default_site"
