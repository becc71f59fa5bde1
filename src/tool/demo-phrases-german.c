#include "tool/demo-phrases-data.h"

static const char * const positions[] = {
  "Geschäftsführer",
  "Geschäftsführerin",
  "Leiter Einkauf",
  "Einkäuferin",
  "Sachbearbeiter Einkauf",
  "Prokurist",
  "Büroleitung",
  "Kaufmännische Leitung",
  "IT-Leitung",
  "Assistenz der Geschäftsführung",
  "Facility-Management",
  "Buchhaltung",
  "Inhaber",
  NULL
};

static const char * const deals[] = {
  "Ausstattung neues Büro",
  "Bürostühle Niederlassung {city}",
  "Konferenzraum",
  "Jahresbedarf Verbrauchsmaterial",
  "Austausch der Multifunktionsgeräte",
  "Empfang und Wartebereich",
  "Höhenverstellbare Schreibtische",
  "Archivschränke",
  "Akustik im Großraumbüro",
  "Umzug nach {city}",
  "Schulungsraum",
  "Rahmenvertrag Toner und Papier",
  NULL
};

static const char * const interests[] = {
  "Arbeitsplätze für neue Kollegen",
  "Ergonomie, Klagen über alte Stühle",
  "Alles aus einer Hand",
  "Schnelle Lieferung ab Lager",
  "Geringere Druckkosten",
  "Ruhigeres Großraumbüro",
  NULL
};

static const char * const calls[] = {
  "Abstimmung Liefertermin",
  "Anfrage: {product}",
  "Rückfrage zum Angebot",
  "Nachfrage nach der Lieferung",
  "Erinnerung an das Angebot",
  "Erstgespräch",
  "Reklamation: beschädigte Verpackung",
  "Nachbestellung",
  "Zahlungsziel",
  "Anruf nach der Messe",
  NULL
};

static const char * const meetings[] = {
  "Besichtigung und Aufmaß",
  "Vorstellung des Katalogs",
  "Preisgespräch",
  "Besuch der Ausstellung",
  "Unterzeichnung der Bestellung",
  "Bemusterung Stoffe",
  NULL
};

static const char * const letters[] = {
  "Angebot: {product}",
  "AW: Zahlungsbedingungen",
  "Katalog und Preisliste",
  "Datenblatt: {product}",
  "Auftragsbestätigung",
  "Möblierungsplan im Anhang",
  "AW: Lieferzeit",
  NULL
};

static const char * const notes[] = {
  "Neuer Ansprechpartner",
  "Notiz zum Budget",
  "Angebot des Wettbewerbs",
  "Wünsche des Kunden",
  "Vereinbarte Bedingungen",
  NULL
};

static const char * const openings[] = {
  "{person} meldet sich wegen der Büroausstattung.",
  "Mengen und Termine besprochen.",
  "Der Kunde bittet um ein Angebot: {product}, {quantity} Stück.",
  "Entscheidung fällt laut {person} bis {day}.",
  "Wir sind das alte Angebot Zeile für Zeile durchgegangen.",
  "Empfehlung eines früheren Kunden.",
  "Muster angesehen, Qualität überzeugt.",
  "Der jetzige Lieferant ist im Verzug.",
  NULL
};

static const char * const middles[] = {
  "Bei größerer Menge werden 5 % Nachlass erwartet.",
  "Montage muss enthalten sein.",
  "Lieferung bis {day} nach {city}.",
  "Dekor Eiche, im Großraum eventuell Weiß.",
  "Zahlungsziel 30 Tage.",
  "Zwei weitere Angebote liegen vor.",
  "Das Budget ist für dieses Jahr freigegeben.",
  "Interesse auch an {product}.",
  "Fünf Jahre Garantie sind ausschlaggebend.",
  "Anlieferung nur vormittags.",
  NULL
};

static const char * const closings[] = {
  "Angebot geht heute raus.",
  "Nächstes Gespräch am {day}.",
  "Bestätigung kommt per E-Mail.",
  "Datenblatt und Bilder schicken.",
  "Termin vor Ort am {day}.",
  "Lagerbestand prüfen.",
  "Keine weiteren Fragen.",
  NULL
};

static const char * const outcomes[] = {
  "Interessiert, Angebot folgt",
  "Wünscht niedrigeren Preis",
  "Bestätigt",
  "Entscheidung nächste Woche",
  "Nicht erreicht, wieder versuchen",
  "Termin vereinbart",
  "Erledigt",
  "Zurzeit kein Bedarf",
  NULL
};

static const char * const next_steps[] = {
  "Überarbeitetes Angebot schicken",
  "Geschäftsführung anrufen",
  "Aufmaß vereinbaren",
  "Muster schicken",
  "Budgetfreigabe einholen",
  "Unterschrift vereinbaren",
  NULL
};

static const char * const tasks[] = {
  "Angebot schicken: {product}",
  "Anrufen: {person}",
  "Lieferung prüfen",
  "Möblierungsplan vorbereiten",
  "Katalog schicken",
  "An das Angebot erinnern",
  "Zahlungseingang prüfen",
  "Montage abstimmen",
  "Reklamation klären",
  "Vertrag vorbereiten",
  NULL
};

static const char * const results[] = {
  "Per E-Mail verschickt.",
  "Vereinbart, Bestätigung steht aus.",
  "Geliefert und montiert.",
  "Kunde informiert.",
  "Zahlung eingegangen.",
  NULL
};

static const char * const introductions[] = {
  "Vielen Dank für Ihre Anfrage. Gern bieten wir Ihnen an:",
  "Wie besprochen erhalten Sie unser Angebot:",
  NULL
};

static const KontorDemoComplaint claims[] = {
  { 0, "{product}: nach einer Woche defekt",
    "{person} hat angerufen: ein paar Tage ging alles, dann nicht mehr. Es wurde nichts geöffnet.",
    "Ersatz noch in dieser Woche.",
    "Wir tauschen auf unsere Kosten und nehmen das defekte Stück zurück." },
  { 1, "{product}: beschädigt angekommen",
    "Die Verpackung war an einer Ecke aufgerissen, der Fahrer hat es auf dem Lieferschein vermerkt. Bilder folgen.",
    "Ein neues Stück oder ein Nachlass.",
    "Ersatz geht hinaus, den Schaden regeln wir mit der Spedition." },
  { 2, "{product}: nicht das bestellte Modell",
    "In der Bestellung steht ein anderes Modell. Die Ware ist noch verpackt und kann abgeholt werden.",
    "Das richtige Modell, ohne Kosten für den Rückweg.",
    "Das richtige Modell verlässt morgen das Lager, der Fahrer nimmt das andere mit." },
  { 3, "Lieferung unvollständig: {product}",
    "{quantity} Stück stehen auf dem Lieferschein, nicht alle sind da. Von zweien gezählt.",
    "Die fehlenden Stücke oder eine berichtigte Rechnung.",
    "Der Rest kommt mit der nächsten Tour nach {city}, ohne Berechnung." },
  { 4, "Lieferung kam nach dem vereinbarten Tag",
    "Die Monteure standen einen halben Tag im leeren Büro. {person} fragt, wie sich das ausschließen lässt.",
    "Ersatz für die verlorenen Stunden.",
    "Wir ziehen die Stunden von der Rechnung ab und bestätigen Termine künftig telefonisch." },
  { 5, "Rechnung stimmt nicht mit dem Angebot überein",
    "Der vereinbarte Nachlass fehlt auf der Rechnung.",
    "Eine berichtigte Rechnung mit neuem Zahlungsziel.",
    "Die berichtigte Rechnung ist unterwegs, das Ziel läuft ab ihrem Datum." },
  { 6, "Drei Tage lang kein Rückruf",
    "{person} hat zweimal nach der Montage gefragt und keine Antwort bekommen.",
    "Jemand, der erreichbar ist.",
    "Wir bitten um Entschuldigung; ab jetzt sind zwei von uns für Sie da." },
  { 0, NULL, NULL, NULL, NULL }
};

static const KontorDemoOrder orders[] = {
  { "Kunden auflisten, mit denen seit dem Sommer niemand gesprochen hat",
    "Nach Ort, mit Umsatz und wer sie am besten kennt.",
    "Die Liste liegt im gemeinsamen Ordner, elf Kunden.",
    "Der Umsatz des letzten Jahres fehlt." },
  { "Bilder der letzten drei Einrichtungen sammeln",
    "Für den Katalog: je mindestens fünf, mit Einverständnis des Kunden.",
    "Zwei sind fertig, der dritte Kunde hat noch nicht zugesagt.",
    "Bitte das Einverständnis schriftlich." },
  { "Unsere Preise mit der neuen Liste des Wettbewerbers vergleichen",
    "Nur Stühle und Tische, eine Seite.",
    "Stühle sind bei uns 4 % teurer, Tische billiger.",
    "Die Lieferung fehlt, bitte ergänzen." },
  { "Anrufen, wer seit einem Monat nicht gezahlt hat",
    "Freundlich; die Antwort auf der Karte notieren.",
    "Alle angerufen, zwei zahlen diese Woche.",
    "Einer steht nicht auf der Liste." },
  { NULL, NULL, NULL, NULL }
};

const KontorDemoPhrases kontor_demo_phrases_german = {
  positions, deals, interests, calls, meetings, letters, notes, openings,
  middles, closings, outcomes, next_steps, tasks, results, introductions,
  claims,
  "Wir haben es mit dem Hersteller geprüft: es war überlastet, das deckt die Garantie nicht. Wir bieten die Reparatur zum Selbstkostenpreis an.",
  orders, "Jahresurlaub",
  "Lieferzeit 15 Arbeitstage ab Bestätigung. Zahlung 30 Tage nach Lieferung. Montage inbegriffen. Garantie 24 Monate."
};
