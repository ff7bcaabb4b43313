from django.urls import path

from accounts.people import invitations, joining, members, own

app_name = "people"

urlpatterns = [
    path("people/", members.houses, name="houses"),
    path("people/<slug:slug>/", members.organization, name="organization"),
    path("people/<slug:slug>/details/", own.details, name="details"),
    path("people/<slug:slug>/invite/", invitations.invite, name="invite"),
    path("people/<slug:slug>/invitations/<int:pk>/again/", invitations.again, name="again"),
    path(
        "people/<slug:slug>/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"
    ),
    path("people/<slug:slug>/<int:pk>/", members.change, name="change"),
    path("people/<slug:slug>/<int:pk>/end/", members.end, name="end"),
    path("profile/", own.profile, name="profile"),
    path("join/<str:token>/", joining.accept, name="accept"),
]
