from django.urls import path

from config.start import views

app_name = "start"

urlpatterns = [
    path("", views.first, name="first"),
    path("organization/", views.organization, name="organization"),
    path("organization/<slug:code>/", views.questions, name="questions"),
]
