from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords


class UserManager(BaseUserManager["User"]):
    """Makes people; e-mail addresses are kept in lower case, so that one person is one row."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The operator: founds organizations, sees no posts, approves nothing."""
        fields |= {"is_staff": True, "is_superuser": True, "may_found": True}
        fields.setdefault("name", "Operator")
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a login (45 CFR 164.312(a)(2)(i): one account per person, never shared).

    `name` is the printed name beside a signature. Users are closed, never deleted.
    """

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField("printed name", max_length=120)
    credentials = models.CharField(
        max_length=80, blank=True, help_text="As printed after the name, for example “Attorney”."
    )
    languages = models.JSONField("languages read", default=list, blank=True)
    is_active = models.BooleanField("may log in", default=True)
    is_staff = models.BooleanField("may open the admin", default=False)
    may_found = models.BooleanField("may found organizations", default=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_one_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        """How the admin greets a person."""
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the emblem of three people."""
        words = [word for word in self.name.replace(".", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if words[1:] else words)).upper()
