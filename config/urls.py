from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config import health

handler400 = "config.refusals.bad_request"

urlpatterns = [
    path("", include("content.urls")),
    path("", include("accounts.urls")),
    path("start/", include("config.start.urls")),
    path("permissions/", include("consents.urls")),
    path("p/", include("consents.patient_urls")),
    path("news/", include("channels.newsroom_urls")),
    path("photos/", include("compliance.urls")),
    path("directory/", include("compliance.directory_urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("language", login_not_required(set_language), name="set_language"),
    path("alive", health.alive, name="alive"),
]
