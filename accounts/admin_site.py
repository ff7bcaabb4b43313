"""The one admin site."""

from django.contrib.admin import AdminSite


class DefaultSite(AdminSite):
    site_header = "Chaperone"
    site_title = "Chaperone"


def default_site() -> DefaultSite:
    """Called once by Django's admin to make `admin.site`."""
    return DefaultSite()
