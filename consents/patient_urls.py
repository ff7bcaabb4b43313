from django.urls import path

from consents.views import copies, patient, pictures

app_name = "patient"

urlpatterns = [
    path("form/<uuid:public_id>/", patient.form, name="form"),
    path("form/<uuid:public_id>/answered/", patient.answered, name="answered"),
    path("form/<uuid:public_id>/picture/<int:material>/", pictures.of_form, name="form_picture"),
    path("copy/<uuid:public_id>/", copies.copy, name="copy"),
    path("copy/<uuid:public_id>/take-back/", copies.take_back, name="take_back"),
    path("copy/<uuid:public_id>/picture/<int:material>/", pictures.of_copy, name="copy_picture"),
    path("copy/<str:token>", copies.copy_door, name="copy_door"),
    path("<str:token>", patient.door, name="door"),
]
