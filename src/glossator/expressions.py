"""By which expressions does a text, in its language, name earlier articles?

One entry a language. Of each sort: `number` needs the group `number`; in `preceding`, `own` means
the same author's, and `count` how many; `first` is the first of all, or with `own` of the same
author's; `former` names none, and what is said beside it has to show which is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

Expressions = Mapping[str, tuple[str, ...]]

_FIGURES = r"(?P<number>\d{1,5}|[IVXLC]{2,8})\b"


def _english() -> Expressions:
    unit = "(?:paper|number|essay|letter|article|address|speech|chapter)"
    owner = r"\b(?:(?P<own>my|our)|the"
    before = "(?:last|preceding|foregoing|previous)"
    count = "(?P<count>two|three|four|five)"
    return {
        "number": (
            rf"\b(?:No|Nr|Number)\.? {_FIGURES}",
            r"\b(?i:paper|essay|letter) (?:No\.? )?(?P<number>\d{1,5})\b",
        ),
        "preceding": (
            rf"(?i){owner}|this and the) {before} {unit}\b",
            rf"(?i){owner}) {count} {before} {unit}s\b",
            rf"(?i){owner}) {before} {count} {unit}s\b",
        ),
        "first": (rf"(?i)\b(?P<own>my|our) first {unit}\b",),
        "former": (
            rf"(?i)\b(?:(?:an?|some|several) )?(?:former|antecedent|earlier) {unit}s?\b",
            rf"(?i)\b(?:an?|some|several) (?:preceding|previous) {unit}s?\b",
        ),
    }


def _german() -> Expressions:
    unit = "(?:Brief(?:e?s?)|Aufsatz(?:es)?|Artikels?|Beitrag(?:e?s)?|Stück(?:e?s?)|Blatt(?:e?s)?|Schreibens?|Kapitels?|Nummer|Rede|Abhandlung)"
    units = "(?:Briefen?|Aufsätzen?|Artikeln?|Beiträgen?|Stücken?|Blättern?|Schreiben|Kapiteln?|Nummern|Reden|Abhandlungen)"
    before = "(?:letzt|vorig|vorhergehend|vorangehend|vorangegangen|vorstehend)"
    own, count = "(?P<own>(?:mein|unser)(?:e[mnrs]?)?)", "(?P<count>zwei|drei|vier|fünf)"
    return {
        "number": (
            rf"\b(?:Nr|Nro|No|Num)\.? {_FIGURES}",
            rf"\bNummer {_FIGURES}",
            r"\b(?:Brief|Aufsatz|Artikel|Stück|Blatt|Schreiben) (?:Nr\. )?(?P<number>\d{1,5})\b",
            rf"\b(?:im|am|vom|zum|des|das|dem|den|der) (?P<number>\d{{1,4}})\. {unit}\b",
        ),
        "preceding": (
            rf"(?i)\b(?:{own}|d(?:er|ie|as|em|en|es)|im|am|vom|zum|zur) {before}e[mnrs]? {unit}\b",
            rf"(?i)\b(?:{own}|die|den|der) {count} {before}en {units}\b",
            rf"(?i)\b(?:{own}|die|den|der) {before}en {count} {units}\b",
        ),
        "first": (rf"(?i)\b{own} erste[mnrs]? {unit}\b",),
        "former": (
            rf"(?i)\b(?:ein(?:e[mnrs]?)? |einige[mnr]? |mehrere[mnr]? )?früher(?:e[mnrs]?) (?:{unit}|{units})\b",
            rf"(?i)\b(?:eine[mnrs]?|einige[mnr]?|mehrere[mnr]?) (?:vorigen?|vorhergehenden?|vorangehenden?) (?:{unit}|{units})\b",
        ),
    }


def _french() -> Expressions:
    unit = "(?:lettre|article|numéro|chapitre|discours|essai|feuille|mémoire)"
    before, after = "(?:derni(?:er|ère)|précédente?)", "(?:précédente?|qui précède)"
    own, owns = "(?P<own>ma|mon|notre)", "(?P<own>mes|nos)"
    count = "(?P<count>deux|trois|quatre|cinq)"
    return {
        "number": (
            rf"\b(?i:n[°º]|no\.?|num(?:éro|\.)) ?{_FIGURES}",
            rf"\b(?i:lettre|article|essai|feuille) (?:n[°º] ?)?{_FIGURES}",
        ),
        "preceding": (
            rf"(?i)\b(?:{own}|le|la|du|au) {before} {unit}\b",
            rf"(?i)\b(?:(?:{own}|le|la|ce|cet|cette|du|au) |l['’]){unit} {after}\b",
            rf"(?i)\b(?:{owns}|les|des|aux) {count} (?:derni(?:ers|ères)|précédente?s) {unit}s?\b",
            rf"(?i)\b(?:{owns}|les|des|aux) {count} {unit}s? précédente?s\b",
        ),
        "first": (rf"(?i)\b{own} premi(?:er|ère) {unit}\b",),
        "former": (
            rf"(?i)\bune? (?:autre )?{unit} (?:antérieure?|précédente?)\b",
            rf"(?i)\b(?:quelques|plusieurs|certaine?s) {unit}s? (?:antérieure?s|précédente?s)\b",
            rf"(?i)\bune? (?:précédente?|ancien(?:ne)?) {unit}\b",
        ),
    }


def _spanish() -> Expressions:
    unit = "(?:carta|artículo|ensayo|discurso|capítulo|número|papel|escrito)"
    before, after = "(?:últim[oa]|anterior|precedente|pasad[oa])", "(?:anterior|precedente|pasad[oa])"  # fmt: skip
    owner = r"\b(?:(?P<own>mi|nuestr[oa])|el|la|del|al)"
    owners, count = r"\b(?:(?P<own>mis|nuestr[oa]s)|l[oa]s)", "(?P<count>dos|tres|cuatro|cinco)"
    several = "(?:últim[oa]s|anteriores|precedentes|pasad[oa]s)"
    return {
        "number": (
            rf"\b(?i:n\.?[ºo°]|núm(?:ero|\.)|nro\.?) ?{_FIGURES}",
            rf"\b(?i:carta|artículo|ensayo|discurso) (?:n\.?º ?)?{_FIGURES}",
        ),
        "preceding": (
            rf"(?i){owner} {before} {unit}\b",
            rf"(?i){owner} {unit} {after}\b",
            rf"(?i){owners} {count} {several} {unit}(?:e?s)\b",
            rf"(?i){owners} {several} {count} {unit}(?:e?s)\b",
            rf"(?i){owners} {count} {unit}(?:e?s) {several}\b",
        ),
        "first": (rf"(?i)\b(?P<own>mi|nuestr[oa]) primer[oa]? {unit}\b",),
        "former": (
            rf"(?i)\bun[oa]? (?:otr[oa] )?{unit} {after}\b",
            rf"(?i)\b(?:algun[oa]s|vari[oa]s|otr[oa]s) {unit}(?:e?s) (?:anteriores|precedentes)\b",
        ),
    }


def _italian() -> Expressions:
    unit = "(?:lettera|articolo|saggio|discorso|capitolo|numero|foglio|scritto)"
    units = "(?:lettere|articoli|saggi|discorsi|capitoli|numeri|fogli|scritti)"
    before, several = "(?:ultim[ao]|precedente|passat[ao])", "(?:ultim[ei]|precedenti|passat[ei])"
    of = "(?:il|lo|la|nel|nello|nella|del|dello|della|al|allo|alla|dal|dalla)"
    owners = r"\b(?:(?P<own>mie|miei|nostr[ei])|le|i|gli|nelle|nei|negli)"
    count = "(?P<count>due|tre|quattro|cinque)"
    return {
        "number": (
            rf"\b(?:[Nn](?:\.[º°]?|[º°]|r\.|um\.|umero)|No\.) ?{_FIGURES}",
            rf"\b(?i:lettera|articolo|saggio|foglio) (?:n\. ?)?{_FIGURES}",
        ),
        "preceding": (
            rf"(?i)\b(?:(?P<own>mi[ao]|nostr[ao])|{of}) {before} {unit}\b",
            rf"(?i)\b(?:(?:(?P<own>mi[ao]|nostr[ao])|{of}) |(?:l|nell|dell|all|dall)['’]){unit} precedente\b",
            rf"(?i){owners} {count} {several} {units}\b",
            rf"(?i){owners} {several} {count} {units}\b",
            rf"(?i){owners} {count} {units} precedenti\b",
        ),
        "first": (rf"(?i)\b(?P<own>mi[ao]|nostr[ao]) prim[ao] {unit}\b",),
        "former": (
            rf"(?i)\bun(?:a |o |['’]| )(?:precedente {unit}|(?:altr[ao] )?{unit} (?:precedente|anteriore))\b",
            rf"(?i)\b(?:alcun[ei]|vari[e]?|divers[ei]|altr[ei]) {units} (?:precedenti|anteriori)\b",
        ),
    }


def _dutch() -> Expressions:
    unit = "(?:brief|stuk|artikel|opstel|nummer|hoofdstuk|rede|verhandeling|vertoog)"
    units = "(?:brieven|stukken|artikelen|opstellen|nummers|hoofdstukken|redes|verhandelingen|vertogen)"  # fmt: skip
    before = "(?:laatste|vorige?|voorgaande?|voorafgaande?)"
    own, count = "(?P<own>mijn|onze|ons)", "(?P<count>twee|drie|vier|vijf)"
    return {
        "number": (
            rf"\b(?:[Nn]r|No)\.? {_FIGURES}",
            rf"\b[Nn]ummer {_FIGURES}",
            r"\b(?i:brief|stuk|artikel|opstel|vertoog) (?:nr\.? )?(?P<number>\d{1,5})\b",
        ),
        "preceding": (
            rf"(?i)\b(?:{own}|de|het) {before} {unit}\b",
            rf"(?i)\b(?:{own}|de) {count} {before} {units}\b",
            rf"(?i)\b(?:{own}|de) {before} {count} {units}\b",
        ),
        "first": (rf"(?i)\b{own} eerste {unit}\b",),
        "former": (
            rf"(?i)\been (?:eerdere?|vroegere?|vorige?) {unit}\b",
            rf"(?i)\b(?:enige|enkele|sommige|verscheidene) (?:eerdere|vroegere|vorige) {units}\b",
        ),
    }


def _portuguese() -> Expressions:
    unit = "(?:carta|artigo|ensaio|discurso|capítulo|número|papel|escrito)"
    units = "(?:cartas|artigos|ensaios|discursos|capítulos|números|papéis|escritos)"
    before, after = "(?:últim[oa]|anterior|precedente|passad[oa])", "(?:anterior|precedente|passad[oa])"  # fmt: skip
    several = "(?:últim[oa]s|anteriores|precedentes|passad[oa]s)"
    owner = r"\b(?:(?P<own>minha|meu|noss[oa])|[oa]|n[oa]|d[oa]|ao|à)"
    owners = r"\b(?:(?P<own>minhas|meus|noss[oa]s)|[oa]s|n[oa]s|d[oa]s)"
    count = "(?P<count>dois|duas|três|quatro|cinco)"
    return {
        "number": (
            rf"\b(?i:n\.?[ºo°]|núm(?:ero|\.)) ?{_FIGURES}",
            rf"\b(?i:carta|artigo|ensaio|discurso) (?:n\.?º ?)?{_FIGURES}",
        ),
        "preceding": (
            rf"(?i){owner} {before} {unit}\b",
            rf"(?i){owner} {unit} {after}\b",
            rf"(?i){owners} {count} {several} {units}\b",
            rf"(?i){owners} {several} {count} {units}\b",
            rf"(?i){owners} {count} {units} {several}\b",
        ),
        "first": (rf"(?i)\b(?P<own>minha|meu|noss[oa]) primeir[oa] {unit}\b",),
        "former": (
            rf"(?i)\b[nd]?uma? (?:outr[oa] )?{unit} {after}\b",
            rf"(?i)\b(?:algu(?:ns|mas)|vári[oa]s|outr[oa]s) {units} (?:anteriores|precedentes)\b",
        ),
    }


def _russian() -> Expressions:
    unit = "(?:письм(?:о|а|у|ом|е)|стать(?:я|и|ю|е|[её]й)|очерк(?:а|у|ом|е)?|глав(?:а|ы|у|ой|е)|реч(?:ь|и|ью)|номер(?:а|у|ом|е)?)"
    units = "(?:пис(?:ем|ьма|ьмах|ьмам)|стат(?:ей|ьи|ьях|ьям)|очерк(?:и|ов|ах|ам)|глав(?:ы|ах|ам)?|реч(?:и|ей|ах|ам)|номер(?:а|ов|ах|ам))"
    end = "(?:ий|ый|ее|ое|его|ого|ему|ому|им|ым|ем|ом|яя|ая|ей|ой|юю|ую)"
    before = f"(?:предыдущ|предшествующ|прошл){end}"
    own = "(?P<own>мо(?:й|я|[её]|его|ему|им|[её]м|ей|ю)|наш(?:а|е|его|ему|им|ем|ей|у)?)"
    owns = "(?P<own>мо(?:и|их|им|ими)|наш(?:и|их|им|ими))"
    count = "(?P<count>дв(?:а|е|ух|ум)|тр(?:и|[её]х|[её]м)|четыр(?:е|[её]х|[её]м)|пят(?:ь|и))"
    return {
        "number": (
            r"№ ?(?P<number>\d{1,5}|[IVXLC]{1,8})\b",
            rf"\b(?i:номер(?:а|у|ом|е)?|письм(?:о|а|у|ом|е)|стать(?:я|и|ю|е|[её]й)|очерк(?:а|у|ом|е)?) {_FIGURES}",
        ),
        "preceding": (
            rf"(?i)\b(?:{own} )?{before} {unit}\b",
            rf"(?i)\b{own} последн{end} {unit}\b",
            rf"(?i)\b(?:{owns} )?{count} (?:последн|предыдущ|предшествующ)(?:их|ие|им|ими) {units}\b",
            rf"(?i)\b(?:{owns} )?(?:последн|предыдущ|предшествующ)(?:их|ие|им|ими) {count} {units}\b",
        ),
        "first": (rf"(?i)\b{own} перв{end} {unit}\b",),
        "former": (
            rf"(?i)\b(?:прежн|более ранн)(?:{end}|их|ими|ие) (?:{unit}|{units})\b",
            rf"(?i)\bодн(?:ом|ой|о|а|у|ого) из (?:предыдущих|предшествующих|прошлых) {units}\b",
        ),
    }


def _ukrainian() -> Expressions:
    unit = "(?:лист(?:а|у|ом|і)?|статт(?:я|і|ю|ею)|нарис(?:у|ом|і)?|розділ(?:у|ом|і)?|промов(?:а|и|у|ою|і)|числ(?:о|а|у|ом|і)|номер(?:а|у|ом|і)?)"
    units = "(?:лист(?:и|ів|ах|ам)|стат(?:ті|ей|тях|тям)|нарис(?:и|ів|ах|ам)|розділ(?:и|ів|ах|ам)|промов(?:и|ах|ам)?|чис(?:ел|ла|лах)|номер(?:и|ів|ах|ам))"
    end = "(?:ій|ий|є|е|ього|ого|ьому|ому|ім|им|я|а|ьої|ої|ю|у|ьою|ою)"
    before = f"(?:попередн|минул){end}"
    own = "(?P<own>мо(?:й|я|[єї]|го|му|їм|єму|єї|їй|ю)|мій|наш(?:а|е|ого|ому|им|ої|ій|у)?)"
    owns = "(?P<own>мо(?:ї|їх|їм|їми)|наш(?:і|их|им|ими))"
    count = "(?P<count>дв(?:а|і|ох|ом)|тр(?:и|ьох|ьом)|чотир(?:и|ьох|ьом)|п['’]ят(?:ь|и|ьох))"
    return {
        "number": (
            r"№ ?(?P<number>\d{1,5}|[IVXLC]{1,8})\b",
            rf"\b(?i:номер(?:а|у|ом|і)?|лист(?:а|у|ом|і)?|статт(?:я|і|ю|ею)|нарис(?:у|ом|і)?) {_FIGURES}",
        ),
        "preceding": (
            rf"(?i)\b(?:{own} )?{before} {unit}\b",
            rf"(?i)\b{own} останн{end} {unit}\b",
            rf"(?i)\b(?:{owns} )?{count} (?:останн|попередн|минул)(?:іх|их|і|ім|им) {units}\b",
            rf"(?i)\b(?:{owns} )?(?:останн|попередн|минул)(?:іх|их|і|ім|им) {count} {units}\b",
        ),
        "first": (rf"(?i)\b{own} перш{end} {unit}\b",),
        "former": (
            rf"(?i)\b(?:колишн|давніш|раніш)(?:{end}|іх|их|і) (?:{unit}|{units})\b",
            rf"(?i)\bодн(?:ому|ій|им|е|а|у|ого) (?:з|із) (?:попередніх|минулих) {units}\b",
        ),
    }


EXPRESSIONS: Mapping[str, Expressions] = {
    "en": _english(),
    "de": _german(),
    "fr": _french(),
    "es": _spanish(),
    "it": _italian(),
    "nl": _dutch(),
    "pt": _portuguese(),
    "ru": _russian(),
    "uk": _ukrainian(),
}
#: How many the group `count` means, by the beginning of its words.
_COUNTS = {
    2: "two zwei deux dos due twee dois duas дв",
    3: "three drei trois tres tre drie três тр",
    4: "four vier quatre cuatro quattro quatro четыр чотир",
    5: "five fünf cinq cinco cinque vijf пят п'ят",
}
_BEGINNINGS = {words: number for number, all in _COUNTS.items() for words in all.split()}


def counted(words: str) -> int:
    """The number that the group `count` names; 1 where it names none."""
    known = words.lower().replace("’", "'")
    return next(
        (number for begins, number in _BEGINNINGS.items() if known.startswith(begins)),
        1,
    )


def expressions(language: str) -> Expressions:
    """Those of the language of a text (a code such as `de-AT`); English ones, if it has none."""
    return EXPRESSIONS.get(language.partition("-")[0].lower(), EXPRESSIONS["en"])
