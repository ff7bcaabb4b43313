from django.urls import path

from consents.views import asking, authorizations, pictures, subjects

app_name = "consents"

urlpatterns = [
    path("", subjects.listing, name="list"),
    path("add/", subjects.add, name="add"),
    path("patient/<uuid:public_id>/", subjects.subject, name="subject"),
    path("patient/<uuid:public_id>/change/", subjects.change, name="change"),
    path("patient/<uuid:public_id>/ask/", asking.ask, name="ask"),
    path("request/<uuid:public_id>/", asking.one, name="request"),
    path("request/<uuid:public_id>/resend/", asking.resend, name="resend"),
    path("request/<uuid:public_id>/void/", asking.void, name="void"),
    path("signed/<uuid:public_id>/", authorizations.one, name="authorization"),
    path("signed/<uuid:public_id>/copy/", authorizations.copy_again, name="copy_again"),
    path("picture/<uuid:public_id>/", pictures.of_staff, name="picture"),
]
