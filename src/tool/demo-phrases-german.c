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

const KontorDemoPhrases kontor_demo_phrases_german = {
  positions, deals, interests, calls, meetings, letters, notes, openings,
  middles, closings, outcomes, next_steps, tasks, results, introductions,
  "Lieferzeit 15 Arbeitstage ab Bestätigung. Zahlung 30 Tage nach Lieferung. Montage inbegriffen. Garantie 24 Monate."
};
