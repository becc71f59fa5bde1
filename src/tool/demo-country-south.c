#include "tool/demo-country-data.h"

/* Bosnia and Herzegovina */

static const KontorDemoCity bosnian_cities[] = {
  { "Sarajevo", "71000", "+387 33 ### ###", 30 },
  { "Banja Luka", "78000", "+387 51 ### ###", 14 },
  { "Tuzla", "75000", "+387 35 ### ###", 10 },
  { "Zenica", "72000", "+387 32 ### ###", 8 },
  { "Mostar", "88000", "+387 36 ### ###", 8 },
  { "Bihać", "77000", "+387 37 ### ###", 5 },
  { "Bijeljina", "76300", "+387 55 ### ###", 4 },
  { "Prijedor", "79101", "+387 52 ### ###", 3 },
  { "Doboj", "74000", "+387 53 ### ###", 3 },
  { "Cazin", "77220", "+387 37 ### ###", 2 },
  { "Travnik", "72270", "+387 30 ### ###", 2 },
  { "Brčko", "76100", "+387 49 ### ###", 3 },
  { "Visoko", "71300", "+387 32 ### ###", 2 },
  { "Goražde", "73000", "+387 38 ### ###", 1 },
  { "Konjic", "88400", "+387 36 ### ###", 1 },
  { "Trebinje", "89101", "+387 59 ### ###", 1 },
  { "Široki Brijeg", "88220", "+387 39 ### ###", 2 },
  { "Gračanica", "75320", "+387 35 ### ###", 2 },
};

static const char * const bosnian_streets[] = {
  "Maršala Tita", "Zmaja od Bosne", "Ferhadija", "Branilaca Sarajeva", "Alipašina", "Džemala Bijedića",
  "Hamdije Kreševljakovića", "Bulevar Meše Selimovića", "Obala Kulina bana", "Kolodvorska",
  "Trg Oslobođenja", "Titova", "Kralja Tvrtka", "Zagrebačka", "Vase Pelagića", "Gospodska", "Armije BiH",
  "Šehidska", "Bosanska", "Industrijska zona bb", "Novo naselje", "Školska", "Vidikovac", "Rudarska",
  "Jevrejska", NULL
};

static const KontorDemoLegalForm bosnian_forms[] = {
  { "d.o.o.", "društvo s ograničenom odgovornošću", FALSE },
  { "d.o.o.", "d.o.o. za proizvodnju, trgovinu i usluge", FALSE },
  { "d.o.o.", "d.o.o. za trgovinu i usluge", FALSE },
  { "d.d.", "dioničko društvo", FALSE },
  { "s.p.", "samostalni preduzetnik", FALSE },
};

static const char * const bosnian_men[] = {
  "Adnan", "Amir", "Armin", "Damir", "Dino", "Edin", "Emir", "Enes", "Goran", "Haris", "Ivan", "Jasmin",
  "Kemal", "Kenan", "Mirza", "Nedim", "Nermin", "Samir", "Sead", "Tarik", "Vedad", "Zlatan", "Željko",
  "Dragan", "Mladen", "Miroslav", "Nikola", "Senad", NULL
};

static const char * const bosnian_women[] = {
  "Adisa", "Aida", "Alma", "Amina", "Amela", "Azra", "Belma", "Dženana", "Edina", "Emina", "Fatima", "Ivana",
  "Jasmina", "Lejla", "Maja", "Marija", "Merima", "Mirela", "Nejra", "Sabina", "Sanela", "Selma", "Šejla",
  "Vesna", "Zerina", "Željka", "Tanja", "Dragana", NULL
};

static const char * const bosnian_surnames[] = {
  "Hadžić", "Hodžić", "Begić", "Delić", "Kovačević", "Imamović", "Mehmedović", "Mujić", "Omerović", "Softić",
  "Šehić", "Đulić", "Čaušević", "Ćosić", "Žunić", "Babić", "Marić", "Petrović", "Tomić", "Jurić", "Lovrić",
  "Avdić", "Bašić", "Husić", "Karić", "Kurtović", "Memić", "Muratović", "Selimović", "Spahić", "Suljić",
  "Zukić", "Ramić", "Salihović", "Halilović", "Đozić", "Čengić", "Ćatić", "Šabić", "Živković", "Kadić",
  "Rizvić", "Arnautović", "Vuković", "Knežević", "Đurić", "Pašić", "Ljubović", "Ahmetović", "Bećirović", NULL
};

/* Serbia and Montenegro */

static const KontorDemoCity serbian_cities[] = {
  { "Beograd", "11###", "+381 11 ### ####", 30 },
  { "Novi Sad", "21###", "+381 21 ### ###", 14 },
  { "Niš", "18###", "+381 18 ### ###", 9 },
  { "Kragujevac", "34###", "+381 34 ### ###", 6 },
  { "Subotica", "24###", "+381 24 ### ###", 5 },
  { "Čačak", "32###", "+381 32 ### ###", 4 },
  { "Zrenjanin", "23###", "+381 23 ### ###", 3 },
  { "Pančevo", "26###", "+381 13 ### ###", 3 },
  { "Užice", "31###", "+381 31 ### ###", 2 },
  { "Kruševac", "37###", "+381 37 ### ###", 2 },
  { "Šabac", "15###", "+381 15 ### ###", 2 },
  { "Vranje", "17###", "+381 17 ### ###", 1 },
  { "Leskovac", "16###", "+381 16 ### ###", 1 },
};

static const KontorDemoCity montenegrin_cities[] = {
  { "Podgorica", "81000", "+382 20 ### ###", 8 },
  { "Nikšić", "81400", "+382 40 ### ###", 3 },
  { "Budva", "85310", "+382 33 ### ###", 3 },
  { "Bar", "85000", "+382 30 ### ###", 2 },
  { "Herceg Novi", "85340", "+382 31 ### ###", 2 },
};

static const char * const serbian_streets[] = {
  "Knez Mihailova", "Bulevar kralja Aleksandra", "Nemanjina", "Bulevar oslobođenja", "Vojvode Stepe",
  "Cara Dušana", "Kralja Petra", "Vuka Karadžića", "Svetog Save", "Njegoševa", "Železnička", "Jevrejska",
  "Đorđa Stanojevića", "Omladinskih brigada", "Industrijska", "Karađorđeva", "Zmaj Jovina", "Futoška",
  "Vojvođanska", "Hajduk Veljkova", NULL
};

static const KontorDemoLegalForm serbian_forms[] = {
  { "d.o.o.", "društvo sa ograničenom odgovornošću", FALSE },
  { "d.o.o.", "preduzeće za proizvodnju, trgovinu i usluge d.o.o.", FALSE },
  { "a.d.", "akcionarsko društvo", FALSE },
  { "PR", "preduzetnik", FALSE },
};

static const char * const serbian_men[] = {
  "Aleksandar", "Bojan", "Branko", "Dejan", "Dušan", "Đorđe", "Filip", "Igor", "Jovan", "Lazar", "Marko",
  "Milan", "Miloš", "Nebojša", "Nemanja", "Nenad", "Petar", "Predrag", "Radovan", "Saša", "Slobodan",
  "Srđan", "Stefan", "Uroš", "Vladimir", "Vuk", "Zoran", "Živko", NULL
};

static const char * const serbian_women[] = {
  "Aleksandra", "Ana", "Bojana", "Biljana", "Danijela", "Dragana", "Gordana", "Irena", "Ivana", "Jelena",
  "Jovana", "Katarina", "Ljiljana", "Maja", "Marija", "Marina", "Milena", "Milica", "Nataša", "Nevena",
  "Olivera", "Sanja", "Slađana", "Snežana", "Tamara", "Teodora", "Vesna", "Željana", NULL
};

static const char * const serbian_surnames[] = {
  "Jovanović", "Petrović", "Nikolić", "Marković", "Đorđević", "Stojanović", "Ilić", "Stanković", "Pavlović",
  "Milošević", "Popović", "Kostić", "Todorović", "Ristić", "Simić", "Stevanović", "Živković", "Đukić",
  "Lazić", "Savić", "Tomić", "Vasić", "Mitrović", "Radovanović", "Krstić", "Šarić", "Čolić", "Ćirić",
  "Žikić", "Obradović", "Janković", "Knežević", "Maksimović", "Filipović", "Perić", "Zdravković", "Gajić",
  "Đurić", "Aleksić", "Bogdanović", NULL
};

/* Croatia */

static const KontorDemoCity croatian_cities[] = {
  { "Zagreb", "10###", "+385 1 #### ###", 26 },
  { "Split", "21000", "+385 21 ### ###", 10 },
  { "Rijeka", "51000", "+385 51 ### ###", 8 },
  { "Osijek", "31000", "+385 31 ### ###", 6 },
  { "Zadar", "23000", "+385 23 ### ###", 4 },
  { "Pula", "52100", "+385 52 ### ###", 4 },
  { "Varaždin", "42000", "+385 42 ### ###", 4 },
  { "Slavonski Brod", "35000", "+385 35 ### ###", 2 },
  { "Karlovac", "47000", "+385 47 ### ###", 2 },
  { "Šibenik", "22000", "+385 22 ### ###", 2 },
  { "Dubrovnik", "20000", "+385 20 ### ###", 3 },
  { "Čakovec", "40000", "+385 40 ### ###", 2 },
  { "Đakovo", "31400", "+385 31 ### ###", 1 },
};

static const char * const croatian_streets[] = {
  "Ilica", "Vlaška", "Savska cesta", "Vukovarska", "Ulica kralja Zvonimira", "Radnička cesta",
  "Slavonska avenija", "Gundulićeva", "Kneza Branimira", "Strossmayerova", "Zagrebačka", "Riječka",
  "Obala kneza Domagoja", "Trg bana Jelačića", "Domovinskog rata", "Matije Gupca", "Ante Starčevića",
  "Stjepana Radića", "Županijska", "Kapucinska", NULL
};

static const KontorDemoLegalForm croatian_forms[] = {
  { "d.o.o.", "društvo s ograničenom odgovornošću", FALSE },
  { "d.o.o.", "d.o.o. za trgovinu i usluge", FALSE },
  { "d.d.", "dioničko društvo", FALSE },
  { "j.d.o.o.", "jednostavno društvo s ograničenom odgovornošću", FALSE },
  { "obrt", "obrt", FALSE },
};

static const char * const croatian_men[] = {
  "Ante", "Boris", "Branimir", "Dario", "Davor", "Domagoj", "Goran", "Hrvoje", "Igor", "Ivan", "Ivica",
  "Josip", "Krešimir", "Kristijan", "Luka", "Marin", "Marko", "Mario", "Mate", "Mislav", "Petar", "Robert",
  "Siniša", "Stjepan", "Tomislav", "Vedran", "Zvonimir", "Željko", NULL
};

static const char * const croatian_women[] = {
  "Ana", "Andrea", "Anita", "Dubravka", "Ema", "Ines", "Iva", "Ivana", "Jadranka", "Jasna", "Josipa",
  "Karmen", "Kristina", "Lana", "Lucija", "Maja", "Marija", "Martina", "Mirjana", "Nikolina", "Petra",
  "Renata", "Sandra", "Snježana", "Suzana", "Tea", "Valentina", "Željka", NULL
};

static const char * const croatian_surnames[] = {
  "Horvat", "Kovačić", "Babić", "Marić", "Jurić", "Novak", "Kovač", "Knežević", "Vuković", "Marković",
  "Petrović", "Matić", "Tomić", "Pavlović", "Božić", "Blažević", "Grgić", "Perić", "Pavić", "Radić", "Šarić",
  "Filipović", "Lovrić", "Vidović", "Perković", "Popović", "Bošnjak", "Jukić", "Barišić", "Mlinarić",
  "Lončar", "Žagar", "Čavić", "Ćurić", "Šimić", "Đurđević", "Galić", "Katić", "Rukavina", "Kralj", NULL
};

/* Firms of all three */

static const char * const bosnian_firms[] = {
  "{brand}", "{brand} {branch}", "{surname} {branch}", "{surname} Komerc", "{surname} i {other}",
  "{brand} {city}", "{surname} {brand}", "Hotel {brand}", "Stomatološka ordinacija {surname}",
  "Advokatski ured {surname}", "Poliklinika {brand}", "{surname} gradnja", "{brand} Group",
  "Studio {surname}", "Restoran {brand}", "{surname} Company", NULL
};

static const char * const serbian_firms[] = {
  "{brand}", "{brand} {branch}", "{surname} {branch}", "{surname} Komerc", "{surname} i {other}",
  "{brand} {city}", "{surname} {brand}", "Hotel {brand}", "Stomatološka ordinacija {surname}",
  "Advokatska kancelarija {surname}", "Poliklinika {brand}", "{surname} gradnja", "{brand} Group",
  "Studio {surname}", "Restoran {brand}", "{surname} Company", NULL
};

static const char * const croatian_firms[] = {
  "{brand}", "{brand} {branch}", "{surname} {branch}", "{surname} Komerc", "{surname} i {other}",
  "{brand} {city}", "{surname} {brand}", "Hotel {brand}", "Stomatološka ordinacija {surname}",
  "Odvjetnički ured {surname}", "Poliklinika {brand}", "{surname} gradnja", "{brand} Group",
  "Studio {surname}", "Restoran {brand}", "{surname} Company", NULL
};

static const char * const brand_heads[] = {
  "Bosno", "Euro", "Dina", "Drina", "Una", "Sana", "Alfa", "Inter", "Tehno", "Eko", "Agro", "Metal", "Grand",
  "Nova", "Prima", "Vita", "Mega", "Omni", "Uni", "Auto", "Medi", "Termo", "Elektro", "Hidro", "Aqua",
  "Vrbas", "Neretva", "Igman", "Romanija", "Panon", "Sava", "Dunav", "Fruška", "Jadran", "Astra", "Orbita", NULL
};

static const char * const brand_tails[] = {
  "prom", "komerc", "trade", "plast", "mont", "gradnja", "invest", "tex", "pak", "line", "impex", "servis",
  "tim", "dom", "produkt", "elektra", "logistik", "sistem", "projekt", "net", "medik", "agrar", "metal",
  "drvo", "mobil", "turist", "konsalt", "oprema", "centar", "park", NULL
};

static const char * const bosnian_branches[] = {
  "inženjering", "trgovina", "gradnja", "transport", "ugostiteljstvo", "konsalting", "dizajn", "elektronika",
  "osiguranje", "marketing", "proizvodnja", "metali", "stolarija", "informatika", "turizam", "hoteli",
  "projektovanje", "namještaj", "knjigovodstvo", "logistika", "pekara", "štamparija", "laboratorija",
  "farmacija", NULL
};

static const char * const croatian_branches[] = {
  "inženjering", "trgovina", "gradnja", "prijevoz", "ugostiteljstvo", "savjetovanje", "dizajn",
  "elektronika", "osiguranje", "marketing", "proizvodnja", "metali", "stolarija", "informatika", "turizam",
  "hoteli", "projektiranje", "namještaj", "računovodstvo", "logistika", "pekarnica", "tiskara",
  "laboratorij", "ljekarne", NULL
};

const KontorDemoCountry kontor_demo_bosnia = {
  "BA", 44, KONTOR_DEMO_BOSNIAN, KONTOR_DEMO_SARAJEVO, "ba", "+387 61 ### ###", "{street} {number}",
  bosnian_cities, G_N_ELEMENTS (bosnian_cities), bosnian_streets, bosnian_forms, G_N_ELEMENTS (bosnian_forms),
  bosnian_men, bosnian_women, bosnian_surnames, NULL,
  bosnian_firms, brand_heads, brand_tails, bosnian_branches
};

const KontorDemoCountry kontor_demo_serbia = {
  "RS", 9, KONTOR_DEMO_BOSNIAN, KONTOR_DEMO_SARAJEVO, "rs", "+381 64 ### ####", "{street} {number}",
  serbian_cities, G_N_ELEMENTS (serbian_cities), serbian_streets, serbian_forms, G_N_ELEMENTS (serbian_forms),
  serbian_men, serbian_women, serbian_surnames, NULL,
  serbian_firms, brand_heads, brand_tails, bosnian_branches
};

const KontorDemoCountry kontor_demo_montenegro = {
  "ME", 2, KONTOR_DEMO_BOSNIAN, KONTOR_DEMO_SARAJEVO, "me", "+382 67 ### ###", "{street} {number}",
  montenegrin_cities, G_N_ELEMENTS (montenegrin_cities), serbian_streets, serbian_forms, G_N_ELEMENTS (serbian_forms),
  serbian_men, serbian_women, serbian_surnames, NULL,
  serbian_firms, brand_heads, brand_tails, bosnian_branches
};

const KontorDemoCountry kontor_demo_croatia = {
  "HR", 8, KONTOR_DEMO_BOSNIAN, KONTOR_DEMO_SARAJEVO, "hr", "+385 91 ### ####", "{street} {number}",
  croatian_cities, G_N_ELEMENTS (croatian_cities), croatian_streets, croatian_forms, G_N_ELEMENTS (croatian_forms),
  croatian_men, croatian_women, croatian_surnames, NULL,
  croatian_firms, brand_heads, brand_tails, croatian_branches
};
