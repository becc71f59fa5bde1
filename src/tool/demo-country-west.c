#include "tool/demo-country-data.h"

/* Germany */

static const KontorDemoCity german_cities[] = {
  { "Hamburg", "2####", "+49 40 #######", 20 },
  { "Berlin", "10###", "+49 30 #######", 16 },
  { "München", "80###", "+49 89 #######", 12 },
  { "Köln", "50###", "+49 221 ######", 9 },
  { "Frankfurt am Main", "60###", "+49 69 #######", 9 },
  { "Düsseldorf", "40###", "+49 211 ######", 7 },
  { "Stuttgart", "70###", "+49 711 ######", 7 },
  { "Bremen", "28###", "+49 421 ######", 6 },
  { "Hannover", "30###", "+49 511 ######", 5 },
  { "Lübeck", "23###", "+49 451 ######", 3 },
  { "Kiel", "24###", "+49 431 ######", 3 },
  { "Nürnberg", "90###", "+49 911 ######", 4 },
  { "Leipzig", "04###", "+49 341 ######", 4 },
  { "Göttingen", "37###", "+49 551 ######", 2 },
};

static const char * const german_streets[] = {
  "Hauptstraße", "Bahnhofstraße", "Schulstraße", "Gartenstraße", "Goethestraße", "Schillerstraße",
  "Mönckebergstraße", "Jungfernstieg", "Königsallee", "Am Sandtorkai", "Industriestraße", "Rathausplatz",
  "Lindenallee", "Mühlenweg", "Bergstraße", "Kaiserstraße", "Spitalerstraße", "Große Bleichen",
  "Dieselstraße", "Am Stadtpark", "Gutenbergring", "Röntgenstraße", NULL
};

static const KontorDemoLegalForm german_forms[] = {
  { "GmbH", "Gesellschaft mit beschränkter Haftung", FALSE },
  { "GmbH", "GmbH", FALSE },
  { "GmbH & Co. KG", "GmbH & Co. KG", FALSE },
  { "AG", "Aktiengesellschaft", FALSE },
  { "e.K.", "e.K.", FALSE },
  { "KG", "Kommanditgesellschaft", FALSE },
};

static const char * const german_men[] = {
  "Alexander", "Andreas", "Bernd", "Christian", "Daniel", "Dirk", "Felix", "Florian", "Frank", "Hans",
  "Holger", "Jan", "Jens", "Jörg", "Jürgen", "Kai", "Klaus", "Lars", "Markus", "Martin", "Matthias",
  "Michael", "Oliver", "Ralf", "Stefan", "Thomas", "Torsten", "Uwe", NULL
};

static const char * const german_women[] = {
  "Andrea", "Anja", "Anke", "Annette", "Antje", "Barbara", "Birgit", "Christine", "Claudia", "Daniela",
  "Franziska", "Heike", "Ines", "Julia", "Katharina", "Katrin", "Kerstin", "Lena", "Martina", "Melanie",
  "Monika", "Nicole", "Petra", "Sabine", "Sandra", "Silke", "Susanne", "Ulrike", NULL
};

static const char * const german_surnames[] = {
  "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann",
  "Schäfer", "Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann",
  "Braun", "Krüger", "Hofmann", "Hartmann", "Lange", "Schmitt", "Werner", "Krause", "Lehmann", "Köhler",
  "Maier", "Huber", "Groß", "Weiß", "Jäger", "Böhm", "Günther", "Petersen", "Hansen", "Claußen", NULL
};

static const char * const german_firms[] = {
  "{surname} {branch}", "{surname} & {other}", "{surname} & Söhne", "{brand} {branch}", "{brand}",
  "Kanzlei {surname} {other}", "Praxisgemeinschaft {surname}", "{surname} {branch} {city}", "Hotel {brand}",
  "{brand} Systeme", "Ingenieurbüro {surname}", "Autohaus {surname}", NULL
};

static const char * const german_brand_heads[] = {
  "Nord", "Hanse", "Elb", "Alster", "Süd", "West", "Rhein", "Main", "Inno", "Pro", "Medi", "Tech", "Info",
  "Bau", "Öko", "Euro", "Trans", "Kern", "Licht", "Stern", "Phoenix", "Global", "Digi", "Solar", "Data",
  "Küsten", NULL
};

static const char * const german_brand_tails[] = {
  "tec", "werk", "form", "bau", "plan", "line", "consult", "soft", "med", "logistik", "print", "haus",
  "kontor", "druck", "media", "technik", "vital", "design", "energie", "net", "service", "invest", "office",
  "lab", NULL
};

static const char * const german_branches[] = {
  "Logistik", "Steuerberatung", "Maschinenbau", "Immobilien", "Elektrotechnik", "Bau", "Software",
  "Möbelhaus", "Druckerei", "Spedition", "Medizintechnik", "Versicherungen", "Architekten",
  "Unternehmensberatung", "Handels", "Werbung", "Catering", "Haustechnik", NULL
};

/* Austria: names and branches as in Germany */

static const KontorDemoCity austrian_cities[] = {
  { "Wien", "1##0", "+43 1 #######", 20 },
  { "Graz", "80##", "+43 316 ######", 8 },
  { "Linz", "40##", "+43 732 ######", 6 },
  { "Salzburg", "50##", "+43 662 ######", 5 },
  { "Innsbruck", "60##", "+43 512 ######", 4 },
  { "Klagenfurt", "90##", "+43 463 ######", 3 },
  { "St. Pölten", "31##", "+43 2742 #####", 2 },
};

static const char * const austrian_streets[] = {
  "Mariahilfer Straße", "Landstraßer Hauptstraße", "Ringstraße", "Wiener Straße", "Herrengasse",
  "Bahnhofstraße", "Kärntner Straße", "Linzer Gasse", "Grazer Straße", "Favoritenstraße",
  "Schönbrunner Straße", "Hauptplatz", "Triester Straße", "Währinger Straße", NULL
};

static const KontorDemoLegalForm austrian_forms[] = {
  { "GmbH", "Gesellschaft m.b.H.", FALSE },
  { "GmbH", "GmbH", FALSE },
  { "GmbH & Co KG", "GmbH & Co KG", FALSE },
  { "AG", "Aktiengesellschaft", FALSE },
  { "e.U.", "e.U.", FALSE },
};

/* United Kingdom */

static const KontorDemoCity british_cities[] = {
  { "London", "EC%A #??", "+44 20 #### ####", 24 },
  { "Manchester", "M% #??", "+44 161 ### ####", 10 },
  { "Birmingham", "B% #??", "+44 121 ### ####", 9 },
  { "Leeds", "LS% #??", "+44 113 ### ####", 7 },
  { "Bristol", "BS% #??", "+44 117 ### ####", 5 },
  { "Glasgow", "G% #??", "+44 141 ### ####", 5 },
  { "Edinburgh", "EH% #??", "+44 131 ### ####", 5 },
  { "Liverpool", "L% #??", "+44 151 ### ####", 5 },
  { "Cardiff", "CF% #??", "+44 29 #### ####", 3 },
  { "Reading", "RG% #??", "+44 118 ### ####", 3 },
};

static const char * const british_streets[] = {
  "High Street", "Station Road", "Church Lane", "Victoria Road", "King Street", "Queen Street",
  "Park Avenue", "London Road", "Mill Lane", "Bridge Street", "Deansgate", "Market Place", "Albert Road",
  "Wellington Street", "Kings Road", "Castle Street", "Chapel Lane", "Broad Street", NULL
};

static const KontorDemoLegalForm british_forms[] = {
  { "Ltd", "Limited", FALSE },
  { "Ltd", "Limited", FALSE },
  { "LLP", "LLP", FALSE },
  { "plc", "Public Limited Company", FALSE },
};

static const char * const british_men[] = {
  "Adam", "Alan", "Andrew", "Anthony", "Ben", "Callum", "Charles", "Christopher", "Colin", "Daniel", "David",
  "Edward", "Gareth", "George", "Graham", "Harry", "Ian", "Jack", "James", "John", "Liam", "Mark", "Matthew",
  "Oliver", "Paul", "Peter", "Robert", "Simon", NULL
};

static const char * const british_women[] = {
  "Alice", "Amy", "Anna", "Beth", "Caroline", "Charlotte", "Chloe", "Claire", "Diane", "Eleanor",
  "Elizabeth", "Emily", "Fiona", "Gemma", "Grace", "Hannah", "Helen", "Jane", "Joanna", "Karen", "Kate",
  "Laura", "Louise", "Lucy", "Natalie", "Rachel", "Sarah", "Victoria", NULL
};

static const char * const british_surnames[] = {
  "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Robinson",
  "Wright", "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall", "Wood", "Jackson", "Clarke",
  "Harris", "Clark", "Scott", "Turner", "Hill", "Cooper", "Morris", "Ward", "Moore", "King", "Baker",
  "Harrison", "Morgan", "Allen", "James", "Khan", "Singh", "Hughes", "Edwards", NULL
};

static const char * const british_firms[] = {
  "{surname} {branch}", "{surname} & {other}", "{surname} & Sons", "{brand} {branch}", "{brand}",
  "{surname} {other} Solicitors", "{brand} Hotels", "{city} {branch}", "The {brand} Practice",
  "{surname} Dental Care", NULL
};

static const char * const british_brand_heads[] = {
  "North", "Silver", "Bright", "Red", "Blue", "Iron", "Oak", "Green", "Clear", "Swift", "True", "Stone",
  "River", "Crown", "Black", "White", "Sky", "Forest", "High", "Summer", "Fair", "West", "New", "Long", NULL
};

static const char * const british_brand_tails[] = {
  "bridge", "field", "stone", "wood", "gate", "point", "path", "line", "mark", "house", "water", "way",
  "ford", "light", "leaf", "port", "works", "well", "mere", "view", "hurst", "bank", NULL
};

static const char * const british_branches[] = {
  "Logistics", "Consulting", "Interiors", "Engineering", "Catering", "Recruitment", "Insurance", "Software",
  "Architects", "Accountants", "Printing", "Property", "Media", "Healthcare", "Training", "Construction",
  "Travel", "Design", NULL
};

const KontorDemoCountry kontor_demo_germany = {
  "DE", 6, KONTOR_DEMO_GERMAN, KONTOR_DEMO_HAMBURG, "de", "+49 17# #######", "{street} {number}",
  german_cities, G_N_ELEMENTS (german_cities), german_streets, german_forms, G_N_ELEMENTS (german_forms),
  german_men, german_women, german_surnames, NULL,
  german_firms, german_brand_heads, german_brand_tails, german_branches
};

const KontorDemoCountry kontor_demo_austria = {
  "AT", 3, KONTOR_DEMO_GERMAN, KONTOR_DEMO_HAMBURG, "at", "+43 66# #######", "{street} {number}",
  austrian_cities, G_N_ELEMENTS (austrian_cities), austrian_streets, austrian_forms, G_N_ELEMENTS (austrian_forms),
  german_men, german_women, german_surnames, NULL,
  german_firms, german_brand_heads, german_brand_tails, german_branches
};

const KontorDemoCountry kontor_demo_britain = {
  "GB", 2, KONTOR_DEMO_ENGLISH, KONTOR_DEMO_HAMBURG, "uk", "+44 7### ######", "{number} {street}",
  british_cities, G_N_ELEMENTS (british_cities), british_streets, british_forms, G_N_ELEMENTS (british_forms),
  british_men, british_women, british_surnames, NULL,
  british_firms, british_brand_heads, british_brand_tails, british_branches
};
