"""Structure words: who receives care, what happens to them, who speaks in public.

These are closed classes of the language (pronouns, kin, verbs of receiving care), not collections
of phrases: what is measured on unseen texts is the structure they make together.
"""

from __future__ import annotations

import re

KIN = (
    r"(?:mother|mom|mum|mama|father|dad|papa|son|daughter|child|children|kids?|baby|babies|newborn|"
    r"twins?|triplets|quadruplets|quintuplets|wife|husband|spouse|partner|brother|sister|"
    r"grand(?:mother|father|ma|pa|son|daughter|"
    r"child|parents?)|nana|aunt|uncle|cousin|niece|nephew|parents?|family|fiancee?|girlfriend|"
    r"boyfriend|toddler|infant|son-in-law|mother-in-law|father-in-law|stepson|stepdaughter|"
    r"loved ones?|little (?:one|guy|girl|boy))"
)
KIN_ES = (
    r"(?:madre|mama|padre|papa|hij[oa]s?|bebe|espos[oa]|marido|mujer|herman[oa]|abuel[oa]|ti[oa]|"
    r"prim[oa]|sobrin[oa]|niet[oa]|familia|nin[oa]s?|gemel[oa]s)"
)
NEAR = (
    r"(?:boy|girl|kid|guy|hubby|hubs|wifey|papaw|mamaw|meemaw|memaw|granny|gramps|gran|grammy|"
    r"grampa|poppa|pawpaw|auntie|auntie?y|bestie|best friend|friend|buddy|bro|homie|roommate|"
    r"neighbou?r|boss|co-?worker|ex|step(?:dad|mom|father|mother)|god(?:son|daughter|mother|"
    r"father)|(?:brother|sister|mother|father|son|daughter)[ -]in[ -]law|yo|"
    r"suegr[oa]|cunad[oa]|yerno|nuera|comadre|compadre|vecin[oa]|novi[oa]|ahijad[oa]|padrin[oa]|"
    r"madrin[oa]|abuelit[oa]|herman[it]{2}[oa]|hijit[oa]|nene|nena|chamac[oa]|amig[oa]|"
    r"padre|jef[ea]|espos[oa]|amor)"
)
PERSON_NOUN = (
    rf"(?:patients?|man|woman|boy|girl|guy|gentleman|lady|teen(?:ager)?|kid|survivor|resident|"
    rf"client|guest|mom-to-be|graduate|warrior|fighter|veteran|student|teacher|dancer|farmer|nun|"
    rf"owner|driver|player|athlete|runner|firefighter|officer|soldier|paciente|senor|senora|joven|"
    rf"{KIN}|{KIN_ES})"
)
_ONE_PERSON = (
    rf"\b(?:a|an|the|our|this|that|one|another|un|una|el|la|nuestr[oa]|este|esta)\s"
    rf"(?:[\w'-]{{1,30}}\s){{0,4}}?{PERSON_NOUN}\b(?<!patients)(?<!kids)"
)
_THIRD = r"\b(?:he|she|him|her|his|hers|himself|herself|ella|el mismo)\b"
INDIVIDUAL = {
    "draft": re.compile(rf"(?:{_ONE_PERSON}|{_THIRD})", re.IGNORECASE),
    "reply": re.compile(rf"(?:{_ONE_PERSON}|{_THIRD}|\b(?:you|your|su|tu|usted)\b)", re.IGNORECASE),
    "inbound": re.compile(
        rf"(?:{_ONE_PERSON}|{_THIRD}|\b(?:i|i'm|i've|my|me|mine|we|our|us|mi|mis|yo|nos)\b)",
        re.IGNORECASE,
    ),
}
DESCRIBED = re.compile(_ONE_PERSON, re.IGNORECASE)

HEALTH_PHRASE = re.compile(
    r"\b(?:heart attack|blood (?:pressure|sugar|clot|thinner)s?|sickle cell|bone marrow|ice pack|"
    r"feeding tube|life support|intensive care|emergency (?:room|department)|urgent care|"
    r"waiting room|hospital (?:bed|stay|room)|birth (?:weight|certificates?)|x-?rays?|"
    r"operating room|front teeth|ears? tubes?|stem cells?|lab ?work|"
    r"(?:knee|hip|shoulder) replacement|down syndrome|mental health|sleep study|"
    r"E\.?R\b|OR(?= )|embarazo de alto riesgo|presion alta|sala de espera)",
)
RECEIVED = re.compile(
    r"\b(?:"
    r"(?:was|were|is|are|been|being|got|getting|gets|just|fue|fueron|han sido)\s"
    r"(?:\w{2,12}ly\s)?(?:diagnosed|treated|admitted|discharged|hospitali[sz]ed|released|"
    r"transferred|intubated|sedated|born|prescribed|operated|vaccinated|resuscitated|referred|"
    r"seen (?:by|in|at)|stabili[sz]ed|induced|cured|healed|healing|recovering|operad[oa]|"
    r"diagnosticad[oa]|internad[oa]|dad[oa] de alta|atendid[oa])"
    r"|diagnosed with|admitted (?:to|for|with)|treated for|recover(?:ed|ing|y) from"
    r"|under(?:went|going)|relapsed|in remission|remission|cancer[- ]free|survived|survivors?"
    r"|(?:beat|beating|battl(?:e|ed|es|ing)|fighting|fought|fight with|fight against)"
    r"(?:\s\w+){0,2}\s(?:cancer|disease|addiction|infection|illness|tumou?r|leukemia|lymphoma)"
    r"|gave birth|giving birth|delivered (?:her|his|a|our|their|last|this|twins|on)"
    r"|passed away|died|lost (?:his|her|their) (?:life|battle|leg|arm|baby|sight)"
    r"|(?:my|his|her|their|your) (?:\w+ )?(?:surgery|operation|diagnosis|treatments?|transplant|"
    r"recovery|symptoms|injury|illness|procedure|replacement|delivery|chemo|rehab|scans?|"
    r"results|biopsy|therapy|medications?)"
    r"|(?:learn(?:ed|ing|s)? to|able to|can|could|may|finally) walk(?:ed|ing)? again|walk(?:ed|"
    r"s) again"
    r"|out of (?:surgery|the (?:hospital|icu|nicu|woods|coma|burn unit))"
    r"|(?:off|on) (?:the |a )?(?:ventilator|dialysis|chemo|oxygen|life support)"
    r"|rang the bell|rings the bell|went home|going home|goes home|home after|back on (?:his|"
    r"her) feet"
    r"|saved (?:my|his|her|their|our) li(?:fe|ves)|wheeled (?:in|into|out)"
    r"|had (?:a|an|his|her|the|my) (?:\w+ ){0,3}(?:surgery|operation|transplant|replacement|bypass|"
    r"stroke|heart attack|seizure|scan|biopsy|baby|miscarriage|c-section|removed)"
    r"|tras su (?:operacion|cirugia|parto|tratamiento)|salvaron la vida|dio a luz|fallecio|"
    r"(?:me|le|nos|lo|la) (?:operaron|trataron|diagnosticaron|internaron|atendieron|curaron)"
    r")\b",
    re.IGNORECASE,
)
OWN_HEALTH = re.compile(
    r"\b(?:(?:was|is|been|were|got) (?:\w+ )?diagnosed|died|passed away|"
    r"(?:fight|battle|struggle|bout)s? (?:with|against)|(?:cancer|stroke|transplant|burn) survivor|"
    r"in remission|underwent|recovering from|recovered from|(?:his|her|my) own (?:\w+ ){0,2}\w+|"
    r"hospitali[sz]ed|lost (?:his|her) battle)\b",
    re.IGNORECASE,
)
SETTING = re.compile(
    r"\b(?:visits?|came (?:in|to us|for|through)|stopped by the|walked in|rolled in|checked in|"
    r"nursery|newborns?|baby (?:boy|girl)|bab(?:y|ies)|bebes?|born|nacid[oa]|hospice|memory care|"
    r"assisted living|rooms? \d+|bed \d+|(?:his|her|their) bed|bedside|prayers|"
    r"before (?:&|and|/) after|antes y despues|glow-?up|transformation|makeover|reveal|"
    r"casts?|braces|boot|bota|teeth|smile|sonrisa|molars|chair|reviewers?|client of the|patient of "
    r"the|months? (?:later|post|out|after|sober)|weeks? (?:later|post|out|after)|pounds|lbs|sober|"
    r"clean|journey|recovery|IV team|clinic pulled|regular)\b",
    re.IGNORECASE,
)
PATIENT_WORD = re.compile(
    r"\b(?:patients?|pacientes?|client|survivor|guest|graduate|warrior|fighter)\b", re.IGNORECASE
)
TITLE = (
    r"(?:(?:vice |co-?)?(?:mayor|governor|senator|president|chair(?:man|woman|person)?|captain)|"
    r"council(?:man|woman|member|or)|alder(?:man|woman)|commissioner|sheriff|chief|judge|"
    r"rep(?:resentative)?|congress(?:man|woman)|ambassador|superintendent|principal|director|"
    r"trustee|treasurer|secretary|manager|supervisor|officer|lead|leader|coordinator|editor|"
    r"donors?|sponsor|volunteers?|neighbor|champion|champ|legend|winner|honoree|finalist|"
    r"author|writer|novelist|poet|laureate|historian|professor|teacher|educator|librarian|"
    r"coach|trainer|instructor|athlete|swimmer|runner|cyclist|boxer|wrestler|pitcher|golfer|"
    r"quarterback|skater|player|mountaineer|astronaut|pilot|ranger|scout|scoutmaster|"
    r"artist|painter|muralist|sculptor|potter|illustrator|cartoonist|photographer|architect|"
    r"musician|singer|soprano|guitarist|violinist|drummer|fiddler|pianist|trumpeter|dj|comedian|"
    r"magician|storyteller|dancer|actor|actress|filmmaker|screenwriter|host|emcee|anchor|"
    r"reporter|journalist|meteorologist|chef|cook|baker|farmer|gardener|beekeeper|florist|"
    r"barber|carpenter|blacksmith|woodcarver|quilter|quiltmaker|auctioneer|attorney|lawyer|"
    r"engineer|inventor|scientist|researcher|founder|cofounder|owner|planner|arborist|"
    r"nurse|midwife|physician|surgeon|doctor|dentist|hygienist|pharmacist|dietitian|nutritionist|"
    r"(?:speech |physical |music |occupational |respiratory )?therapist|counselor|psychologist|"
    r"audiologist|optometrist|technician|tech|paramedic|medic|chaplain|pastor|reverend|rabbi|"
    r"bishop|imam|receptionist|interpreter|intern|colleague|coworker|guard|janitor|driver|"
    r"ceo|cfo|coo|cno|cmo|partner|dealer|landlord|treasurers?|captains|speakers|winners|sponsors|"
    r"custodian|specialist|advocate|ombuds(?:man|person|woman)|navigator|administrator|reviewer|"
    r"alcald(?:e|esa)|gobernador[a]?|senador[a]?|presidente?a?|director[a]?|concejal[a]?|jue[z]a?|"
    r"comisionad[oa]|regidor[a]?|diputad[oa]|donante|patrocinador[a]?|voluntari[oa]s?|vecin[oa]|"
    r"ganador[a]?|autor[a]?|escritor[a]?|poeta|historiador[a]?|profesor[a]?|maestr[oa]|"
    r"bibliotecari[oa]|entrenador[a]?|atleta|nadador[a]?|corredor[a]?|boxeador[a]?|futbolista|"
    r"artista|pintor[a]?|muralista|fotograf[oa]|artesan[oa]|cantante|musico|guitarrista|"
    r"locutor[a]?|periodista|cocinero|panader[oa]|jardiner[oa]|abogad[oa]|ingenier[oa]|"
    r"fundador[a]?|bomber[oa]|policia|padre|parroco|enfermer[oa]|parter[oa]|medic[oa]|doctor[a]?|"
    r"farmaceutic[oa]|nutriolog[oa]|nutricionista|psicolog[oa]|terapeuta|consejer[oa]|"
    r"coordinador[a]?|encargad[oa]|gerente|chofer|guardia|dentista|lic|licenciad[oa]|invitad[oa])"
)
ROLE = re.compile(
    r"\b(?:mayor|governor|senator|president|council(?:man|woman|member|or)?|commissioner|sheriff|"
    r"chief|judge|rep(?:resentative)?\.?|congress(?:man|woman)|director|chair(?:man|woman|person)?|"
    r"board|trustee|treasurer|principal|superintendent|donor|donors|donat\w{1,5}|gift|grant|"
    r"sponsor\w{0,5}|volunteer\w{0,4}|rotary|club|guild|auxiliary|lodge|foundation|"
    r"author|coach|professor|speaker|speaks|keynote|host(?:s|ed)?|guest speaker|artist|band|"
    r"musician|singer|chef|photographer|journalist|reporter|anchor|"
    r"nurse|nurses|physician|doctor|doctors|surgeon|pharmacist|pharmacy|dietitian|therapist|"
    r"midwife|"
    r"pediatrician|chaplain|technician|colleague|coworker|teammate|employee|staff|crew|team member|"
    r"intern|resident physician|retir\w{2,6}|years of service|joins|joined our|hired|promoted|"
    r"welcomes? (?:dr|our new)|award|awarded|honoree|winner|won|nominat\w{1,4}|scholarship|"
    r"proclaimed|elected|founder|founded|invented|discovered|pioneer\w{0,3}|"
    r"thank(?:s| you) to|birthday of|day of|legacy|in 1[0-9]{3}|born in 1[0-8]\d\d|"
    r"winners?|captains?|speakers|hosts|honorees|results|raffle|contest|dedication|ribbon|concert|"
    r"alcalde|alcaldesa|gobernadora?|presidenta?|directora?|donantes?|voluntari[oa]s?|doctora?|"
    r"patrocinador\w{0,3}|ganador\w{0,3}|concurso|rifa|torneo|"
    r"enfermer[oa]s?|medic[oa]s?|holidays?|halloween|costumes?|parade|mascot|movie|"
    r"character)\b",
    re.IGNORECASE,
)
CLINICIAN_BEFORE = re.compile(r"\b(?:Dr|Drs|Dra|Doctora?|Nurse|Prof)\.?\s$")
CLINICIAN_AFTER = re.compile(
    r"^,?\s(?:MD|M\.D\.|DO|RN|BSN|NP|FNP|DNP|PA-?C?|CNM|CNA|LPN|PharmD|RD|DDS|DMD|PhD|PsyD|LCSW|"
    r"MSW|DPT|PT|OT|EMT|MBA|MPH|FACS|FACC)\b"
)
ASKING = re.compile(r"\b(?:never|don't|do not|please don't|nunca|no)\b", re.IGNORECASE)
