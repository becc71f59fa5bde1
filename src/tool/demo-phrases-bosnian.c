#include "tool/demo-phrases-data.h"

static const char * const positions[] = {
  "Direktor",
  "Direktorica",
  "Komercijalni direktor",
  "Voditelj nabavke",
  "Referent nabavke",
  "Sekretar",
  "Glavni računovođa",
  "Finansijski direktor",
  "Voditelj ureda",
  "Tehnički direktor",
  "IT administrator",
  "Suvlasnik",
  "Upravitelj objekta",
  NULL
};

static const char * const deals[] = {
  "Opremanje novog ureda",
  "Radne stolice za poslovnicu {city}",
  "Stolovi i ormari za računovodstvo",
  "Konferencijska sala",
  "Godišnja nabavka potrošnog materijala",
  "Zamjena multifunkcijskih uređaja",
  "Recepcija i čekaonica",
  "Opremanje učionica",
  "Arhivski ormari i police",
  "Podesivi stolovi za razvojni tim",
  "Preseljenje u {city}",
  "Akustične pregrade za otvoreni prostor",
  "Namještaj za salu za sastanke",
  "Toneri i papir, okvirni ugovor",
  NULL
};

static const char * const interests[] = {
  "Radna mjesta za nove zaposlene",
  "Ergonomija, žalbe na stare stolice",
  "Jedan dobavljač za sve",
  "Brza isporuka iz skladišta",
  "Niži trošak štampe",
  "Reprezentativna sala za klijente",
  "Tiši otvoreni prostor",
  NULL
};

static const char * const calls[] = {
  "Dogovor o terminu isporuke",
  "Upit za {product}",
  "Pitanje o stanju ponude",
  "Provjera zadovoljstva nakon isporuke",
  "Podsjećanje na ponudu",
  "Prvi razgovor",
  "Reklamacija: oštećena ambalaža",
  "Dodatna količina",
  "Dogovor o plaćanju",
  "Poziv nakon sajma",
  NULL
};

static const char * const meetings[] = {
  "Posjeta uredu i mjerenje prostora",
  "Prezentacija kataloga",
  "Pregovori o cijeni i rabatu",
  "Obilazak salona u Sarajevu",
  "Potpisivanje narudžbe",
  "Pregled uzoraka dezena",
  NULL
};

static const char * const letters[] = {
  "Ponuda za {product}",
  "Re: uslovi plaćanja",
  "Katalog i cjenovnik",
  "Tehnički list: {product}",
  "Potvrda narudžbe",
  "Plan prostora u prilogu",
  "Re: rok isporuke",
  NULL
};

static const char * const notes[] = {
  "Nova kontakt osoba",
  "Napomena o budžetu",
  "Konkurencija je dala ponudu",
  "Želje klijenta",
  "Dogovoreni uslovi",
  NULL
};

static const char * const openings[] = {
  "{person} se javlja u vezi sa opremanjem ureda.",
  "Razgovarali smo o količinama i rokovima.",
  "Klijent traži ponudu za {product}, {quantity} kom.",
  "{person} kaže da odluku donosi uprava do {day}.",
  "Prošli smo kroz prethodnu ponudu stavku po stavku.",
  "Javili su se sami, preporuka od ranijeg kupca.",
  "Pogledali su uzorke i zadovoljni su kvalitetom.",
  "Trenutni dobavljač kasni s isporukom.",
  NULL
};

static const char * const middles[] = {
  "Traže rabat od 5 % na veću količinu.",
  "Bitno im je da montaža bude uključena.",
  "Isporuka mora biti do {day}, lokacija {city}.",
  "Boja hrast, eventualno bijela za otvoreni prostor.",
  "Plaćanje odgođeno 30 dana.",
  "Uspoređuju nas s još dvije firme.",
  "Budžet je odobren za ovu godinu.",
  "Zanima ih i {product}.",
  "Lift je mali, ormare treba unijeti u dijelovima.",
  "Garancija od pet godina im je presudna.",
  NULL
};

static const char * const closings[] = {
  "Šaljem ponudu danas.",
  "Čujemo se ponovo {day}.",
  "Potvrdiće e-mailom.",
  "Poslati tehnički list i slike.",
  "Dogovorena posjeta za {day}.",
  "Provjeriti stanje na skladištu.",
  "Nema daljih pitanja.",
  NULL
};

static const char * const outcomes[] = {
  "Zainteresovan, šaljemo ponudu",
  "Traži niži iznos",
  "Potvrđeno",
  "Odluka sljedeće sedmice",
  "Nije dobijen, pokušati ponovo",
  "Dogovoren sastanak",
  "Riješeno",
  "Trenutno nema potrebe",
  NULL
};

static const char * const next_steps[] = {
  "Poslati dorađenu ponudu",
  "Nazvati direktora",
  "Dogovoriti mjerenje",
  "Poslati uzorke",
  "Dobiti potvrdu budžeta",
  "Ugovoriti potpis",
  NULL
};

static const char * const tasks[] = {
  "Poslati ponudu: {product}",
  "Nazvati: {person}",
  "Provjeriti isporuku",
  "Pripremiti plan prostora",
  "Poslati katalog",
  "Podsjetiti na ponudu",
  "Provjeriti stanje uplate",
  "Dogovoriti montažu",
  "Riješiti reklamaciju",
  "Pripremiti ugovor",
  NULL
};

static const char * const results[] = {
  "Poslano e-mailom.",
  "Dogovoreno, čekamo potvrdu.",
  "Isporučeno i montirano.",
  "Klijent obaviješten.",
  "Uplata proknjižena.",
  NULL
};

static const char * const introductions[] = {
  "Poštovani, zahvaljujemo na upitu i nudimo Vam sljedeće:",
  "Na osnovu našeg razgovora dostavljamo Vam ponudu kako slijedi.",
  "Poštovani, u nastavku je ponuda za traženu opremu.",
  NULL
};

static const KontorDemoComplaint claims[] = {
  { 0, "{product}: neispravno nakon sedmice",
    "{person} javlja: radilo je nekoliko dana i prestalo. Nisu ništa otvarali.",
    "Zamjena do kraja sedmice.",
    "Mijenjamo o svom trošku i preuzimamo neispravno." },
  { 1, "{product}: stiglo oštećeno",
    "Ambalaža je na jednom uglu bila rascijepljena, vozač je to upisao na otpremnicu. Slike slijede.",
    "Novi komad ili umanjenje cijene.",
    "Šaljemo zamjenu, a štetu rješavamo s prevoznikom." },
  { 2, "{product}: nije naručeni model",
    "U narudžbi stoji drugi model. Roba je još zapakovana i može se preuzeti.",
    "Ispravan model, bez troškova povrata.",
    "Ispravan model kreće sutra iz skladišta, vozač preuzima pogrešni." },
  { 3, "Manjak u isporuci: {product}",
    "Na otpremnici je {quantity} kom, a nisu svi stigli. Brojalo dvoje ljudi.",
    "Ostatak robe ili ispravljena faktura.",
    "Ostatak stiže sa sljedećom isporukom za {city}, bez naknade." },
  { 4, "Isporuka kasnila za dogovorenim danom",
    "Monteri su pola dana čekali u praznom uredu. {person} pita kako će se to ubuduće izbjeći.",
    "Nadoknada za izgubljene sate.",
    "Sate montera odbijamo od fakture, a termine ubuduće potvrđujemo telefonom." },
  { 5, "Faktura se ne slaže s ponudom",
    "Dogovoreni popust nije obračunat.",
    "Ispravljena faktura s novim rokom plaćanja.",
    "Ispravljena faktura je poslana, rok teče od njenog datuma." },
  { 6, "Tri dana niko nije uzvratio poziv",
    "{person} je dvaput pitao za montažu i nije dobio odgovor.",
    "Osoba za kontakt koja se javlja.",
    "Izvinjavamo se; od sada imate dvoje kolega na raspolaganju." },
  { 0, NULL, NULL, NULL, NULL }
};

static const KontorDemoOrder orders[] = {
  { "Popisati klijente s kojima niko nije razgovarao od ljeta",
    "Po gradovima, s prometom i ko ih najbolje poznaje.",
    "Popis je u zajedničkom folderu, jedanaest klijenata.",
    "Nedostaje promet iz prošle godine." },
  { "Prikupiti slike posljednja tri opremanja",
    "Za katalog: barem po pet slika, uz saglasnost klijenta.",
    "Dva opremanja su slikana, treći klijent još nije pristao.",
    "Molim i pisanu saglasnost klijenata." },
  { "Uporediti naše cijene s novim cjenovnikom konkurencije",
    "Samo stolice i stolovi, jedna strana.",
    "Stolice su nam 4% skuplje, stolovi jeftiniji.",
    "Dostava nije uračunata, molim dodati." },
  { "Nazvati one koji mjesec dana nisu platili",
    "Ljubazno, a odgovor upisati na karticu partnera.",
    "Svi nazvani, dvojica plaćaju ove sedmice.",
    "Jedan nije na spisku." },
  { NULL, NULL, NULL, NULL }
};

const KontorDemoPhrases kontor_demo_phrases_bosnian = {
  positions, deals, interests, calls, meetings, letters, notes, openings,
  middles, closings, outcomes, next_steps, tasks, results, introductions,
  claims,
  "Pregledali smo s proizvođačem: oprema je bila preopterećena, što garancija ne pokriva. Nudimo popravku po nabavnoj cijeni.",
  orders, "Godišnji odmor",
  "Rok isporuke 15 radnih dana od potvrde. Plaćanje 30 dana od isporuke. Montaža je uključena. Garancija 24 mjeseca."
};
