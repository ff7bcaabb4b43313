from consents.models.authorization import Authorization, Grant
from consents.models.form import FormVersion
from consents.models.material import Appearance, Material
from consents.models.request import Request
from consents.models.subject import Subject

__all__ = [
    "Appearance",
    "Authorization",
    "FormVersion",
    "Grant",
    "Material",
    "Request",
    "Subject",
]
