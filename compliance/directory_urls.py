"""The public directory of each organization, for those who keep it."""

from django.urls import path

from compliance.directory_pages.views import entries, lists

app_name = "directory"

urlpatterns = [
    path("", entries.houses, name="houses"),
    path("<slug:slug>/", entries.entries, name="list"),
    path("<slug:slug>/add/", entries.add, name="add"),
    path("<slug:slug>/staff/", lists.staff, name="staff"),
    path("<slug:slug>/<int:pk>/", entries.entry, name="entry"),
]
