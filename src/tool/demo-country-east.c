#include "tool/demo-country-data.h"

/* Russia */

static const KontorDemoCity russian_cities[] = {
  { "Москва", "1#####", "+7 495 ###-##-##", 40 },
  { "Санкт-Петербург", "19####", "+7 812 ###-##-##", 20 },
  { "Казань", "420###", "+7 843 ###-##-##", 7 },
  { "Нижний Новгород", "603###", "+7 831 ###-##-##", 6 },
  { "Екатеринбург", "620###", "+7 343 ###-##-##", 7 },
  { "Самара", "443###", "+7 846 ###-##-##", 5 },
  { "Краснодар", "350###", "+7 861 ###-##-##", 5 },
  { "Новосибирск", "630###", "+7 383 ###-##-##", 5 },
  { "Калининград", "236###", "+7 4012 ##-##-##", 3 },
  { "Воронеж", "394###", "+7 473 ###-##-##", 3 },
  { "Тверь", "170###", "+7 4822 ##-##-##", 2 },
  { "Ярославль", "150###", "+7 4852 ##-##-##", 2 },
  { "Тула", "300###", "+7 4872 ##-##-##", 2 },
  { "Пермь", "614###", "+7 342 ###-##-##", 3 },
};

static const char * const russian_streets[] = {
  "ул. Ленина", "ул. Гагарина", "Невский проспект", "ул. Советская", "пр. Мира", "ул. Кирова", "ул. Пушкина",
  "Ленинградское шоссе", "ул. Садовая", "ул. Лесная", "ул. Набережная", "Комсомольский проспект",
  "ул. Чехова", "ул. Большая Ордынка", "ул. Тверская", "Каширское шоссе", "ул. Промышленная",
  "ул. Заводская", "ул. Академика Королёва", "пер. Школьный", NULL
};

static const KontorDemoLegalForm russian_forms[] = {
  { "ООО", "Общество с ограниченной ответственностью", TRUE },
  { "ООО", "Общество с ограниченной ответственностью", TRUE },
  { "ООО", "Общество с ограниченной ответственностью", TRUE },
  { "АО", "Акционерное общество", TRUE },
  { "ПАО", "Публичное акционерное общество", TRUE },
};

static const char * const russian_men[] = {
  "Александр", "Алексей", "Андрей", "Антон", "Артём", "Борис", "Вадим", "Василий", "Виктор", "Виталий",
  "Владимир", "Георгий", "Денис", "Дмитрий", "Евгений", "Иван", "Игорь", "Кирилл", "Константин", "Максим",
  "Михаил", "Николай", "Олег", "Павел", "Роман", "Сергей", "Фёдор", "Юрий", NULL
};

static const char * const russian_women[] = {
  "Александра", "Алёна", "Анастасия", "Анна", "Валентина", "Вера", "Виктория", "Галина", "Дарья",
  "Екатерина", "Елена", "Жанна", "Ирина", "Ксения", "Лариса", "Любовь", "Людмила", "Марина", "Мария",
  "Надежда", "Наталья", "Оксана", "Ольга", "Полина", "Светлана", "Софья", "Татьяна", "Юлия", NULL
};

static const char * const russian_surnames[] = {
  "Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Михайлов", "Новиков",
  "Фёдоров", "Морозов", "Волков", "Алексеев", "Лебедев", "Семёнов", "Егоров", "Павлов", "Козлов", "Степанов",
  "Николаев", "Орлов", "Андреев", "Макаров", "Никитин", "Захаров", "Зайцев", "Соловьёв", "Борисов",
  "Яковлев", "Григорьев", "Романов", "Воробьёв", "Сергеев", "Кузьмин", "Фролов", "Дмитриев", "Королёв",
  "Гусев", "Киселёв", "Ильин", "Максимов", "Поляков", "Сорокин", "Виноградов", "Ковалёв", "Белов",
  "Медведев", "Антонов", "Тарасов", "Жуков", NULL
};

static const char * const russian_surnames_of_women[] = {
  "Иванова", "Смирнова", "Кузнецова", "Попова", "Васильева", "Петрова", "Соколова", "Михайлова", "Новикова",
  "Фёдорова", "Морозова", "Волкова", "Алексеева", "Лебедева", "Семёнова", "Егорова", "Павлова", "Козлова",
  "Степанова", "Николаева", "Орлова", "Андреева", "Макарова", "Никитина", "Захарова", "Зайцева", "Соловьёва",
  "Борисова", "Яковлева", "Григорьева", "Романова", "Воробьёва", "Сергеева", "Кузьмина", "Фролова",
  "Дмитриева", "Королёва", "Гусева", "Киселёва", "Ильина", "Максимова", "Полякова", "Сорокина",
  "Виноградова", "Ковалёва", "Белова", "Медведева", "Антонова", "Тарасова", "Жукова", NULL
};

static const char * const russian_firms[] = {
  "«{brand}»", "«{brand}»", "«{brand}-{city}»", "«{brand} {branch}»", "«{surname} и партнёры»",
  "«Торговый дом {surname}»", "«{brand} Групп»", "«Гостиница {brand}»", "«Медицинский центр {brand}»",
  "«{city}{brand}»", "«{surname} {branch}»", "«Завод {brand}»", NULL
};

static const char * const russian_brand_heads[] = {
  "Строй", "Тех", "Пром", "Авто", "Агро", "Мир", "Вест", "Глобал", "Инвест", "Медиа", "Нова", "Рос", "Сиб",
  "Урал", "Север", "Юг", "Балт", "Волга", "Энерго", "Альфа", "Вектор", "Гранд", "Евро", "Интер", "Лидер",
  "Мега", "Оптима", "Престиж", "Сфера", "Эко", NULL
};

static const char * const russian_brand_tails[] = {
  "сервис", "торг", "комплект", "проект", "ресурс", "маркет", "снаб", "лайн", "дом", "пласт", "металл",
  "трейд", "центр", "монтаж", "мебель", "софт", "логистика", "фарм", "банк", "пласт", "электро", "мастер",
  "союз", "холдинг", "плюс", "стандарт", NULL
};

static const char * const russian_branches[] = {
  "Логистика", "Консалтинг", "Девелопмент", "Инжиниринг", "Технологии", "Продукт", "Недвижимость", "Аудит",
  "Сервис", "Снабжение", "Строительство", "Образование", "Телеком", "Медиа", "Страхование", "Мебель", NULL
};

/* Turkey */

static const KontorDemoCity turkish_cities[] = {
  { "İstanbul", "34###", "+90 212 ### ## ##", 40 },
  { "Ankara", "06###", "+90 312 ### ## ##", 16 },
  { "İzmir", "35###", "+90 232 ### ## ##", 12 },
  { "Bursa", "16###", "+90 224 ### ## ##", 8 },
  { "Antalya", "07###", "+90 242 ### ## ##", 7 },
  { "Kocaeli", "41###", "+90 262 ### ## ##", 5 },
  { "Eskişehir", "26###", "+90 222 ### ## ##", 3 },
  { "Gaziantep", "27###", "+90 342 ### ## ##", 3 },
  { "Konya", "42###", "+90 332 ### ## ##", 3 },
  { "Çanakkale", "17###", "+90 286 ### ## ##", 2 },
  { "Muğla", "48###", "+90 252 ### ## ##", 2 },
  { "Kayseri", "38###", "+90 352 ### ## ##", 2 },
  { "Şanlıurfa", "63###", "+90 414 ### ## ##", 1 },
  { "Iğdır", "76###", "+90 476 ### ## ##", 1 },
};

static const char * const turkish_streets[] = {
  "Atatürk Caddesi", "İstiklal Caddesi", "Cumhuriyet Bulvarı", "Bağdat Caddesi",
  "Gazi Mustafa Kemal Bulvarı", "İnönü Caddesi", "Barbaros Bulvarı", "Fevzi Çakmak Sokak", "Çiçek Sokak",
  "Organize Sanayi Bölgesi 3. Cadde", "Mithatpaşa Caddesi", "Şehit Fethi Bey Caddesi", "Büyükdere Caddesi",
  "Kızılay Sokak", "Yıldız Caddesi", "Halaskargazi Caddesi", "Güneş Sokak", "Sanayi Sitesi 5. Blok", NULL
};

static const KontorDemoLegalForm turkish_forms[] = {
  { "Ltd. Şti.", "Sanayi ve Ticaret Limited Şirketi", FALSE },
  { "Ltd. Şti.", "Ticaret Limited Şirketi", FALSE },
  { "A.Ş.", "Anonim Şirketi", FALSE },
  { "San. ve Tic. A.Ş.", "Sanayi ve Ticaret Anonim Şirketi", FALSE },
};

static const char * const turkish_men[] = {
  "Ahmet", "Ali", "Barış", "Burak", "Can", "Cem", "Çağlar", "Emre", "Erdem", "Fatih", "Gökhan", "Hakan",
  "Hüseyin", "İbrahim", "İsmail", "Kerem", "Mehmet", "Murat", "Mustafa", "Oğuz", "Onur", "Ömer", "Selim",
  "Serkan", "Şükrü", "Tolga", "Uğur", "Yusuf", NULL
};

static const char * const turkish_women[] = {
  "Aslı", "Ayşe", "Başak", "Burcu", "Canan", "Çiğdem", "Deniz", "Derya", "Ebru", "Elif", "Esra", "Fatma",
  "Gizem", "Gül", "Hande", "Işıl", "İpek", "Melis", "Merve", "Müge", "Nazlı", "Özge", "Pınar", "Selin",
  "Sevgi", "Şebnem", "Tuğba", "Zeynep", NULL
};

static const char * const turkish_surnames[] = {
  "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Yıldırım", "Öztürk", "Aydın", "Özdemir", "Arslan",
  "Doğan", "Kılıç", "Aslan", "Çetin", "Kara", "Koç", "Kurt", "Özkan", "Şimşek", "Polat", "Özcan", "Korkmaz",
  "Çakır", "Erdoğan", "Güneş", "Acar", "Aktaş", "Avcı", "Bulut", "Işık", "Tekin", "Taş", "Güler", "Bozkurt",
  "Yavuz", "Ünal", "Ateş", "Keskin", "Türk", NULL
};

static const char * const turkish_firms[] = {
  "{brand} {branch}", "{brand} {branch}", "{surname} {branch}", "{surname}lar {branch}",
  "{surname} ve {other} {branch}", "{brand} Grup", "{city} {brand} {branch}", "{brand} Otelcilik",
  "{brand} Holding", "{surname} Hukuk Bürosu", NULL
};

static const char * const turkish_brand_heads[] = {
  "Ak", "Alp", "Anadolu", "Asya", "Boğaz", "Delta", "Doğu", "Ege", "Eko", "Ender", "Gök", "Güven", "Hisar",
  "Işık", "Kar", "Mar", "Mavi", "Mega", "Öz", "Pera", "Sel", "Som", "Şen", "Tek", "Toros", "Trak", "Ulus",
  "Yeni", "Yıl", "Zirve", NULL
};

static const char * const turkish_brand_tails[] = {
  "pa", "san", "taş", "tek", "teks", "mak", "mob", "plast", "form", "yapı", "net", "lar", "soy", "tur",
  "mer", "gıda", "kim", "elektrik", "dekor", "büro", "metal", "dent", "med", "lojistik", "var", "el", "as",
  "bey", NULL
};

static const char * const turkish_branches[] = {
  "Mobilya", "İnşaat", "Tekstil", "Gıda", "Lojistik", "Makina", "Elektrik", "Turizm", "Danışmanlık",
  "Yazılım", "Otomotiv", "Kimya", "Sağlık", "Mühendislik", "Reklamcılık", "Ambalaj", "Mimarlık", "Enerji",
  "Sigorta", "Eğitim", NULL
};

const KontorDemoCountry kontor_demo_russia = {
  "RU", 14, KONTOR_DEMO_RUSSIAN, KONTOR_DEMO_MOSCOW, "ru", "+7 9## ###-##-##", "{street}, д. {number}",
  russian_cities, G_N_ELEMENTS (russian_cities), russian_streets, russian_forms, G_N_ELEMENTS (russian_forms),
  russian_men, russian_women, russian_surnames, russian_surnames_of_women,
  russian_firms, russian_brand_heads, russian_brand_tails, russian_branches
};

const KontorDemoCountry kontor_demo_turkey = {
  "TR", 12, KONTOR_DEMO_TURKISH, KONTOR_DEMO_ISTANBUL, "tr", "+90 53# ### ## ##", "{street} No: {number}",
  turkish_cities, G_N_ELEMENTS (turkish_cities), turkish_streets, turkish_forms, G_N_ELEMENTS (turkish_forms),
  turkish_men, turkish_women, turkish_surnames, NULL,
  turkish_firms, turkish_brand_heads, turkish_brand_tails, turkish_branches
};
