"""The words that say whose number follows, by the category they give it."""

from __future__ import annotations

import re

NEUTRAL = "other_unique_id"
_CUES = {
    "ssn": (
        r"ssns?|ss\s?#|ss\sn(?:o|um|umber)\b|social\ssecurity(?:\sn\w{1,5})?|soc\.?\ssec\.?|"
        r"(?:my|his|her|their|the|your|whole|full)\ssocial|itin|(?:numero\sde\s)?seguro\ssocial|nss"
    ),
    "vehicle_id": (
        r"licen[sc]e\splates?|number\splates?|plates?|placas?|matricula\sdel\scarro|vin|tags?|"
        r"vehicle\sid\w{0,12}"
    ),
    "mrn": (
        r"mrns?|m\.r\.n\.|mr\s?#|med(?:ical)?\.?\srec(?:ord)?s?|record(?=\s?(?:n|#))|"
        r"patient(?=\s?(?:id|n|#|acc))|pt\.?(?=\s?(?:id|no\b|#))|pat\sid|chart|csn|encounter|"
        r"accession|specimen|visit(?=\s?(?:id|no\b|num|#))|case(?!\sof)|expediente|"
        r"historia\s(?:clinica|medica)|(?:numero|no\.?|num\.?)\sde\s(?:paciente|historia|record)|"
        r"paciente(?=\s?(?:n|#|id))|hospital\snumber|unit\srecord"
    ),
    "health_plan_id": (
        r"member(?:ship)?(?:\s?(?:id|card))?|medicaid|medicare|medi-?cal|beneficiary|subscriber|"
        r"insurance|policy(?:holder)?|group(?=\s?(?:id|n|#))|plan|hicn|mbi|rxbin|bin(?=\s?#)|"
        r"bcbs|blue\scross|aetna|cigna|humana|kaiser|tricare|chip\sid|poliza|seguro\smedico|"
        r"seguro(?=\s(?:n|id|#))|afiliad[oa]|aseguranza|miembro|tarjeta\s(?:de\sla\s)?(?:salud|"
        r"vital|plan|medica)|plan\smedico|imss|issste|id\sdel?\splan"
    ),
    "account_number": (
        r"accts?\.?|accounts?|acc\.?(?=\s(?:no|#))|a/c|invoices?|bill(?:ing)?(?=\s?(?:n|id|#))|"
        r"statement(?=\s?(?:n|id|#))|guarantor|routing|payment(?=\s?(?:n|id|#))|eob|"
        r"checking|savings|iban|clabe|debit(?:\scard)?|credit(?:\scard)?|visa(?!\s(?:no|num|#))|"
        r"mastercard|amex|discover(?=\scard|\send)|bank|cuenta|factura|recibo|reclamo|reclamacion|"
        r"receipt|tarjeta\sde\s(?:credito|debito)|venmo|zelle"
    ),
    "license_number": (
        r"(?:driver'?s?|drivers|nursing|medical|med|rn|lpn|md|state|operator'?s?|fishing|hunting|"
        r"concealed\scarry)\slic(?:en[sc]e)?\.?|licen[sc]es?|lic\.?(?=\s?(?:n|#|[A-Z]{0,3}-?\d))|"
        r"cdl|dl|passport|pasaporte|certificate(?=\s?(?:n|#))|dea|npi|visa(?=\s(?:no|num|#))|"
        r"permit(?=\s?(?:n|#))|licencia|green\scard|permanent\sresident|alien\s(?:no|num|reg)\w*|"
        r"a-?number|state\sid|cedula|ine|matricula\sconsular|(?:bar|board)(?=\s?(?:n|#))"
    ),
    "device_id": (
        r"serials?(?:\sn\w{1,5})?|s/n|sn|numero\sde\sserie|serie|imei|udi|device(?=\s?(?:id|n|#|"
        r"ser))|pacemaker|implant(?:\scard)?|model(?=\s?(?:n|#))|lot(?=\s?(?:n|#))|ndc|insulin\s"
        r"pump|cgm|transmitter|hearing\said|marcapasos|lote"
    ),
    "phone": (
        r"(?:tele)?phone|cell(?:ular|phone)?|mobile|tel|telefono|celular|cel|whatsapp|pager|"
        r"call(?:ed|s|ing)?|text(?:ed|s|ing)?|ring|dial|voicemail|landline|llam\w{1,4}|marque"
    ),
    NEUTRAL: (
        r"tickets?|tkt|confirmation|conf|appointment(?=\s?(?:id|n|#))|study(?=\s?(?:id|n|#))|"
        r"subject|participant|volunteer(?=\s(?:n|#|\d))|barcode|registry|references?|ref\.?|rx|"
        r"prescription(?=\s?(?:n|#))|receta|files?(?=\s?(?:n|#))|employee(?=\s?(?:id|n|#))|badge|"
        r"locker|wristband|bracelet|pulsera|token|referencia|folio|orders?|tracking|shipment|"
        r"donor(?=\s?#|\sn|\sid)|embryo|(?:prior\s)?auth(?:orization)?|pin|pass(?:word|code)|"
        r"contrasena|user(?:\s?(?:name|id))?|usuario|log-?in|screen\s?name|gamertag|docket|"
        r"inmate|dog\stag|service\snumber|dod\sid|student\sid|id|ids|identificacion|"
        r"numero|number|num|no\.?(?=\s?\d)|code|codigo|bib|jersey|dorsal|claims?|lot|upload|"
        r"request|solicitud|turno|credencial|card|tarjeta|batch|unit"
    ),
}
CUE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _CUES.items())
    + r")(?!\w)",
    re.IGNORECASE,
)
_LINK = (
    r"(?:(?:no|num|nr|nbr|number|numero|nro|id|ids|code|codigo|card|tarjeta|tag|is|was|are|it's|its|"
    r"as|es|era|el|la|de|del|d|mi|on|the|my|his|her|your|su|file|reads?|says?|dice|called|starting|"
    r"with|that|for|#)(?![A-Za-z])\.?[\s:#=,.(*\"'-]{0,3})"
)
_ENDS = (
    r"(?:(?:is\s|that\s|which\s|q(?:ue)?\s)?(?:ends?|ending|ended|finish\w{0,3}|last\s(?:four|4)|"
    r"last4|termina(?:da|do|cion|n)?|acaba|(?:los\s)?ultim[oa]s\s(?:cuatro|4|digitos))"
    r"(?:\s(?:digits|digitos|are|is|son|in|with|en|con|of|de|numbers))*[\s:#=-]{0,3})"
)
AFTER_CUE = re.compile(
    rf"'?s?[\s:#=,.(*\"'/-]{{0,4}}{_LINK}{{0,5}}(?P<ends>{_ENDS})?[*xX.#-]{{0,12}}\s?"
    r"(?P<v>(?-i:(?:[A-Z]{1,5}\s)?)[A-Za-z_]{0,16}(?:[-/.][A-Za-z]{1,8}){0,2}[-/.]?\d[\w]{0,24}"
    r"(?:[-/_.][A-Za-z0-9]{1,24}){0,6}"
    r"(?-i:(?:\s(?:\d{2,8}|[A-Z]{1,4}\d[A-Z0-9]{0,10}|\d[A-Z0-9]{1,10})(?![\w%:/])){0,4}))(?![\w@])",
    re.IGNORECASE,
)
