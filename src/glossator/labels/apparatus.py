"""The words of the notes and lists: kinds, uses, what is said below an article, the chronology.

One entry a word, one column a language, in the order of `LANGUAGES`. Where the number of things
decides the form of a word, the sentence is put so that one form does.
"""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    # kinds of notes
    "kind_identification": ("Who and what", "Wer und was", "Qui et quoi", "Quién y qué", "Chi e che cosa", "Кто и что", "Хто і що"),
    "kind_context": ("Context", "Zusammenhang", "Contexte", "Contexto", "Contesto", "Контекст", "Контекст"),
    "kind_source": ("Source", "Quelle", "Source", "Fuente", "Fonte", "Источник", "Джерело"),
    "kind_claim": ("Evidence", "Belege", "Preuves", "Pruebas", "Riscontri", "Свидетельства", "Свідчення"),
    "kind_language": ("Words and ideas", "Wörter und Begriffe", "Mots et idées", "Palabras e ideas", "Parole e idee", "Слова и понятия", "Слова й поняття"),
    "kind_later": ("Afterwards", "Danach", "Par la suite", "Después", "In seguito", "Впоследствии", "Згодом"),
    "kind_reference": ("Earlier article", "Früherer Artikel", "Article antérieur", "Artículo anterior", "Articolo precedente", "Более ранняя статья", "Раніша стаття"),
    "kind_textual": ("Text", "Text", "Texte", "Texto", "Testo", "Текст", "Текст"),
    # and what they are
    "about_identification": ("People, offices, institutions and places, as they were at that date.", "Personen, Ämter, Einrichtungen und Orte, wie sie an jenem Tag waren.", "Personnes, fonctions, institutions et lieux, tels qu’ils étaient à cette date.", "Personas, cargos, instituciones y lugares, como eran en esa fecha.", "Persone, cariche, istituzioni e luoghi, com’erano a quella data.", "Люди, должности, учреждения и места, какими они были в тот день.", "Люди, посади, установи й місця, якими вони були того дня."),
    "about_context": ("What a reader of the day knew, and what was happening around the text.", "Was ein Leser jener Tage wusste und was um den Text herum geschah.", "Ce que savait un lecteur de l’époque, et ce qui se passait autour du texte.", "Lo que sabía un lector de entonces y lo que ocurría en torno al texto.", "Ciò che sapeva un lettore del tempo e ciò che accadeva intorno al testo.", "Что знал читатель тех дней и что происходило вокруг текста.", "Що знав читач тих днів і що відбувалося довкола тексту."),
    "about_source": ("Where a quotation or a report comes from, and how the article cut it.", "Woher ein Zitat oder eine Meldung kommt und wie der Artikel es gekürzt hat.", "D’où vient une citation ou une information, et comment l’article l’a coupée.", "De dónde viene una cita o una noticia y cómo la recortó el artículo.", "Da dove viene una citazione o una notizia e come l’articolo l’ha tagliata.", "Откуда взята цитата или сообщение и как статья их сократила.", "Звідки взято цитату чи повідомлення і як стаття їх скоротила."),
    "about_claim": ("What published evidence says about a factual claim, and how sure it is.", "Was veröffentlichte Belege zu einer Tatsachenbehauptung sagen und wie sicher sie sind.", "Ce que disent les preuves publiées d’une affirmation de fait, et avec quelle certitude.", "Lo que dicen las pruebas publicadas sobre una afirmación de hecho y con qué certeza.", "Che cosa dicono i riscontri pubblicati su un’affermazione di fatto e con quale certezza.", "Что говорят опубликованные свидетельства об утверждении и насколько они надёжны.", "Що кажуть опубліковані свідчення про твердження і наскільки вони надійні."),
    "about_language": ("The article’s own vocabulary, explained in the terms of its tradition.", "Die eigenen Wörter des Artikels, erklärt in den Begriffen seiner Tradition.", "Le vocabulaire propre à l’article, expliqué dans les termes de sa tradition.", "El vocabulario propio del artículo, explicado en los términos de su tradición.", "Il lessico proprio dell’articolo, spiegato nei termini della sua tradizione.", "Собственный словарь статьи, объяснённый в понятиях её традиции.", "Власний словник статті, пояснений поняттями її традиції."),
    "about_later": ("What happened after the article was written, with dates.", "Was nach dem Erscheinen des Artikels geschah, mit Daten.", "Ce qui s’est passé après la rédaction de l’article, avec des dates.", "Lo que ocurrió después de escrito el artículo, con fechas.", "Che cosa è accaduto dopo la stesura dell’articolo, con le date.", "Что произошло после написания статьи, с датами.", "Що сталося після написання статті, з датами."),
    "about_reference": ("A passage that quotes or answers an earlier article.", "Eine Stelle, die einen früheren Artikel anführt oder ihm antwortet.", "Un passage qui cite un article antérieur ou y répond.", "Un pasaje que cita un artículo anterior o le responde.", "Un passo che cita un articolo precedente o vi risponde.", "Место, где цитируется более ранняя статья или дан ответ на неё.", "Місце, де процитовано ранішу статтю або дано відповідь на неї."),
    "about_textual": ("Readings of the seed, spelling, syntax and layout.", "Lesarten der Vorlage, Schreibung, Satzbau und Gestaltung.", "Leçons du document reçu, orthographe, syntaxe et mise en page.", "Lecciones del documento recibido, ortografía, sintaxis y disposición.", "Lezioni del documento ricevuto, grafia, sintassi e disposizione.", "Чтения исходного документа, правописание, построение фраз и расположение.", "Читання вихідного документа, правопис, побудова фраз і розташування."),
    # kinds of works
    "work_primary document": ("Primary document", "Originaldokument", "Document original", "Documento original", "Documento originale", "Первоисточник", "Першоджерело"),
    "work_news report": ("News report", "Nachricht", "Article d’information", "Noticia", "Notizia di cronaca", "Новостное сообщение", "Новинне повідомлення"),
    "work_reference work": ("Reference work", "Nachschlagewerk", "Ouvrage de référence", "Obra de referencia", "Opera di consultazione", "Справочное издание", "Довідкове видання"),
    "work_scholarship": ("Scholarship", "Forschung", "Travaux savants", "Estudios", "Studi", "Научная литература", "Наукова література"),
    "work_opinion": ("Signed opinion", "Gezeichnete Meinung", "Opinion signée", "Opinión firmada", "Opinione firmata", "Авторское мнение", "Авторська думка"),
    "work_partisan outlet": ("Partisan outlet", "Parteiliches Medium", "Média partisan", "Medio partidista", "Testata di parte", "Партийное издание", "Партійне видання"),
    "work_state outlet": ("State outlet", "Staatliches Medium", "Média d’État", "Medio estatal", "Testata di Stato", "Государственное издание", "Державне видання"),
    "work_reprint or summary": ("Reprint or summary", "Nachdruck oder Zusammenfassung", "Reprise ou résumé", "Reproducción o resumen", "Ristampa o riassunto", "Перепечатка или пересказ", "Передрук або переказ"),
    "work_": ("Other", "Anderes", "Autres", "Otros", "Altro", "Прочее", "Інше"),
    # uses
    "appears_in": ("Appears in", "Kommt vor in", "Apparaît dans", "Aparece en", "Compare in", "Встречается", "Трапляється"),
    "cited_in": ("Cited in", "Angeführt in", "Cité dans", "Citado en", "Citato in", "Цитируется", "Цитується"),
    "in_edition": ("In this edition", "In dieser Ausgabe", "Dans cette édition", "En esta edición", "In questa edizione", "В этом издании", "У цьому виданні"),
    "note_number": ("note {number}", "Anmerkung {number}", "note {number}", "nota {number}", "nota {number}", "прим. {number}", "прим. {number}"),
    "note_name": ("note “{name}”", "Anmerkung „{name}“", "note « {name} »", "nota «{name}»", "nota «{name}»", "прим. «{name}»", "прим. «{name}»"),
    "in_glossary": ("glossary, “{term}”", "Glossar, „{term}“", "glossaire, « {term} »", "glosario, «{term}»", "glossario, «{term}»", "глоссарий, «{term}»", "глосарій, «{term}»"),
    "more": ("and {number} more", "und {number} weitere", "et {number} autres", "y {number} más", "e altri {number}", "и ещё {number}", "і ще {number}"),
    "more_notes": ("and {number} more notes", "und weitere Anmerkungen: {number}", "et {number} autres notes", "y {number} notas más", "e altre {number} note", "и ещё примечаний: {number}", "і ще приміток: {number}"),
    "cited_later": ("Cited later by", "Später angeführt von", "Cité plus tard par", "Citado más tarde por", "Citato in seguito da", "Позднее цитируется в", "Пізніше цитується в"),
    "cited_earlier": ("Notes on earlier articles lead here:", "Anmerkungen zu früheren Artikeln führen hierher:", "Des notes sur des articles antérieurs mènent ici :", "Notas sobre artículos anteriores llevan aquí:", "Note ad articoli precedenti portano qui:", "Сюда ведут примечания к более ранним статьям:", "Сюди ведуть примітки до раніших статей:"),
    # below an article
    "genre": ("Genre", "Gattung", "Genre", "Género", "Genere", "Жанр", "Жанр"),
    "date": ("Date", "Datum", "Date", "Fecha", "Data", "Дата", "Дата"),
    "source": ("Source", "Quelle", "Source", "Fuente", "Fonte", "Источник", "Джерело"),
    "emendations": ("Emendations", "Eingriffe", "Corrections", "Enmiendas", "Emendamenti", "Исправления", "Виправлення"),
    "differs_once": ("This text differs from its source in one place, listed with its reason:", "Dieser Text weicht an einer Stelle von seiner Quelle ab; der Grund steht dabei:", "Ce texte s’écarte de sa source en un endroit, indiqué avec sa raison :", "Este texto difiere de su fuente en un lugar, indicado con su razón:", "Questo testo si discosta dalla fonte in un punto, indicato con il motivo:", "Этот текст отличается от источника в одном месте; причина указана:", "Цей текст відрізняється від джерела в одному місці; причину вказано:"),
    "differs": ("This text differs from its source in {number} places, each with its reason:", "Dieser Text weicht an {number} Stellen von seiner Quelle ab; der Grund steht jeweils dabei:", "Ce texte s’écarte de sa source en {number} endroits, chacun avec sa raison :", "Este texto difiere de su fuente en {number} lugares, cada uno con su razón:", "Questo testo si discosta dalla fonte in {number} punti, ciascuno con il motivo:", "Мест, где этот текст отличается от источника: {number}; причины указаны:", "Місць, де цей текст відрізняється від джерела: {number}; причини вказано:"),
    "emendations_link": ("emendations", "Eingriffe", "corrections", "enmiendas", "emendamenti", "исправления", "виправлення"),
    "review": ("Review", "Durchsicht", "Relecture", "Revisión", "Revisione", "Проверка", "Перевірка"),
    "reviewed": ("{number} of {all} notes reviewed", "{number} von {all} Anmerkungen durchgesehen", "{number} notes relues sur {all}", "{number} de {all} notas revisadas", "{number} note riviste su {all}", "проверено примечаний: {number} из {all}", "перевірено приміток: {number} з {all}"),
    "disputed": ("{number} disputed", "umstritten: {number}", "contestées : {number}", "disputadas: {number}", "contestate: {number}", "оспаривается: {number}", "заперечується: {number}"),
    "withdrawn": ("{number} withdrawn", "zurückgezogen: {number}", "retirées : {number}", "retiradas: {number}", "ritirate: {number}", "отозвано: {number}", "відкликано: {number}"),
    # emendations and chronology
    "seed": ("Seed", "Vorlage", "Document reçu", "Documento recibido", "Documento ricevuto", "Исходный документ", "Вихідний документ"),
    "text": ("Text", "Text", "Texte", "Texto", "Testo", "Текст", "Текст"),
    "nothing": ("nothing", "nichts", "rien", "nada", "nulla", "ничего", "нічого"),
    "left_out": ("left out", "weggelassen", "omis", "omitido", "omesso", "опущено", "опущено"),
    "as_quotation": ("as a block quotation", "als eingerücktes Zitat", "en citation détachée", "como cita en bloque", "come citazione in blocco", "отдельной цитатой", "окремою цитатою"),
    "event": ("Event", "Ereignis", "Événement", "Acontecimiento", "Evento", "Событие", "Подія"),
    "drawing": ("A drawing of the dates in the following table", "Eine Zeichnung der Daten in der folgenden Tabelle", "Un dessin des dates du tableau suivant", "Un dibujo de las fechas de la tabla siguiente", "Un disegno delle date della tabella seguente", "Рисунок дат следующей таблицы", "Малюнок дат наступної таблиці"),
    "drawing_whole": ("A drawing of the dates of the whole edition", "Eine Zeichnung der Daten der ganzen Ausgabe", "Un dessin des dates de toute l’édition", "Un dibujo de las fechas de toda la edición", "Un disegno delle date di tutta l’edizione", "Рисунок дат всего издания", "Малюнок дат усього видання"),
    "drawing_references": ("A drawing of the references in the following list.", "Eine Zeichnung der Verweise in der folgenden Liste.", "Un dessin des renvois de la liste suivante.", "Un dibujo de las referencias de la lista siguiente.", "Un disegno dei rinvii dell’elenco seguente.", "Рисунок ссылок следующего списка.", "Малюнок посилань наступного списку."),
    "accessed": ("accessed {date}", "abgerufen am {date}", "consulté le {date}", "consultado el {date}", "consultato il {date}", "дата обращения: {date}", "дата звернення: {date}"),
}  # fmt: skip
