"""Which fixed words do the PDF and the EPUB have, in the language of the edition?

One line a language and one column a place. What an editor writes (titles, pages, kinds of notes) is
not here. In braces stand values that the writers fill in.
"""

from __future__ import annotations

from collections.abc import Mapping

_KEYS = (
    "contents", "notes", "note", "continued", "page", "sources", "unplaced", "index", "names", "subjects", "authors",
    "made", "revision", "changed", "licence", "articles_apart", "cite", "numbers", "set", "about", "cover",
    "beginning", "paragraphs", "landmarks", "back", "rights", "copy", "longer", "at_end",
    "imprint",
)  # fmt: skip

_TABLE: dict[str, tuple[str, ...]] = {
    "en": (
        "Contents", "Notes", "Note", "continued.", "p.", "Sources", "Notes that have no place in the text",
        "Index of names and terms", "Names", "Subjects", "Authors", "Made on {date}", "from revision",
        "and files that were changed after it",
        "The notes, the glossary and the other pages may be used under the licence",
        "it does not cover the text of the articles.", "To be cited as:", "with the number of the paragraph or of the note",
        "Set in Libertinus with Typst by glossator {version}.", "About this book", "Cover", "Beginning of the text",
        "Paragraphs", "Landmarks", "Back to the words", "Rights", "This copy", "Longer notes", "See the end of this article", "Imprint",
    ),
    "de": (
        "Inhalt", "Anmerkungen", "Anmerkung", "Fortsetzung.", "S.", "Quellen", "Anmerkungen ohne Stelle im Text",
        "Namen- und Sachverzeichnis", "Namen", "Sachen", "Verfasser", "Hergestellt am {date}", "aus Revision",
        "und danach geänderten Dateien",
        "Die Anmerkungen, das Glossar und die übrigen Seiten stehen unter der Lizenz",
        "sie gilt nicht für den Text der Artikel.", "Zu zitieren als:", "mit der Nummer des Absatzes oder der Anmerkung",
        "Gesetzt aus der Libertinus mit Typst durch glossator {version}.", "Über dieses Buch", "Umschlag", "Beginn des Textes",
        "Absätze", "Orientierungspunkte", "Zurück zur Textstelle", "Rechte", "Dieses Exemplar",
        "Längere Anmerkungen", "Siehe das Ende dieses Artikels", "Impressum",
    ),
    "fr": (
        "Table des matières", "Notes", "Note", "suite.", "p.", "Sources", "Notes sans place dans le texte",
        "Index des noms et des termes", "Noms", "Matières", "Auteurs", "Établi le {date}", "à partir de la révision",
        "et de fichiers modifiés depuis",
        "Les notes, le glossaire et les autres pages peuvent être utilisés sous la licence",
        "elle ne s’étend pas au texte des articles.", "À citer comme suit :", "avec le numéro du paragraphe ou de la note",
        "Composé en Libertinus avec Typst par glossator {version}.", "À propos de ce livre", "Couverture", "Début du texte",
        "Paragraphes", "Points de repère", "Retour au passage", "Droits", "Cet exemplaire",
        "Notes plus longues", "Voir la fin de cet article", "Mentions légales",
    ),
    "es": (
        "Índice general", "Notas", "Nota", "continuación.", "p.", "Fuentes", "Notas sin lugar en el texto",
        "Índice de nombres y términos", "Nombres", "Materias", "Autores", "Hecho el {date}", "a partir de la revisión",
        "y de archivos modificados después",
        "Las notas, el glosario y las demás páginas pueden usarse bajo la licencia",
        "no se extiende al texto de los artículos.", "Cítese como:", "con el número del párrafo o de la nota",
        "Compuesto en Libertinus con Typst por glossator {version}.", "Acerca de este libro", "Cubierta", "Comienzo del texto",
        "Párrafos", "Puntos de referencia", "Volver al pasaje", "Derechos", "Este ejemplar",
        "Notas más largas", "Véase el final de este artículo", "Página de créditos",
    ),
    "it": (
        "Indice", "Note", "Nota", "continua.", "p.", "Fonti", "Note senza posto nel testo",
        "Indice dei nomi e dei termini", "Nomi", "Argomenti", "Autori", "Prodotto il {date}", "dalla revisione",
        "e da file modificati in seguito",
        "Le note, il glossario e le altre pagine possono essere usati secondo la licenza",
        "non si estende al testo degli articoli.", "Da citare come:", "con il numero del paragrafo o della nota",
        "Composto in Libertinus con Typst da glossator {version}.", "Informazioni sul libro", "Copertina", "Inizio del testo",
        "Paragrafi", "Punti di riferimento", "Torna al passo", "Diritti", "Questa copia",
        "Note più lunghe", "Si veda la fine di questo articolo", "Colophon",
    ),
    "ru": (
        "Содержание", "Примечания", "Примечание", "продолжение.", "с.", "Источники", "Примечания без места в тексте",
        "Указатель имён и понятий", "Имена", "Предметы", "Авторы", "Изготовлено {date}", "по редакции",
        "и файлам, изменённым позже",
        "Примечания, глоссарий и остальные страницы можно использовать по лицензии",
        "она не распространяется на текст статей.", "Ссылаться как:", "с номером абзаца или примечания",
        "Набрано шрифтом Libertinus в Typst программой glossator {version}.", "Об этой книге", "Обложка", "Начало текста",
        "Абзацы", "Ориентиры", "Назад к месту в тексте", "Права", "Этот экземпляр",
        "Длинные примечания", "См. конец этой статьи", "Выходные данные",
    ),
    "uk": (
        "Зміст", "Примітки", "Примітка", "продовження.", "с.", "Джерела", "Примітки без місця в тексті",
        "Покажчик імен і понять", "Імена", "Предмети", "Автори", "Виготовлено {date}", "за редакцією",
        "та файлами, зміненими пізніше",
        "Примітки, глосарій та інші сторінки можна використовувати за ліцензією",
        "вона не поширюється на текст статей.", "Посилатися як:", "з номером абзацу або примітки",
        "Набрано шрифтом Libertinus у Typst програмою glossator {version}.", "Про цю книгу", "Обкладинка", "Початок тексту",
        "Абзаци", "Орієнтири", "Назад до місця в тексті", "Права", "Цей примірник",
        "Довгі примітки", "Див. кінець цієї статті", "Вихідні дані",
    ),
}  # fmt: skip


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a table."""
    return tuple(_TABLE)


def labels(language: str) -> Mapping[str, str]:
    """The fixed words in *language* (a code such as `de` or `de-AT`); English, if there is no table."""
    row = _TABLE.get(code(language), _TABLE["en"])
    return dict(zip(_KEYS, row, strict=True))


def code(language: str) -> str:
    """The language without its country."""
    return language.replace("_", "-").partition("-")[0].lower()
