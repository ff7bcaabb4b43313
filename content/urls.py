from django.urls import include, path

app_name = "content"

urlpatterns = [
    path("", include("content.reading_urls")),
    path("", include("content.writing_urls")),
]
