from content.forms.asking import AskForm, PatientForm
from content.forms.beginning import BeginForm
from content.forms.pictures import PictureForm
from content.forms.words import WordsForm

__all__ = ["AskForm", "BeginForm", "PatientForm", "PictureForm", "WordsForm"]
