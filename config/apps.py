from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as StockAdminConfig


class HouseConfig(AppConfig):
    name = "config"
    label = "config"


class AdminConfig(StockAdminConfig):
    """The stock admin on the one site that knows organizations."""

    default_site = "accounts.admin_site.default_site"
