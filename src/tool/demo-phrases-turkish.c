#include "tool/demo-phrases-data.h"

static const char * const positions[] = {
  "Genel Müdür",
  "Satın Alma Müdürü",
  "Satın Alma Uzmanı",
  "İdari İşler Müdürü",
  "Mali İşler Müdürü",
  "Muhasebe Sorumlusu",
  "Ofis Yöneticisi",
  "Şirket Ortağı",
  "Bilgi İşlem Sorumlusu",
  "Yönetici Asistanı",
  "Proje Müdürü",
  "İnsan Kaynakları Müdürü",
  NULL
};

static const char * const deals[] = {
  "Yeni ofis mobilyaları",
  "{city} şubesi için çalışma koltukları",
  "Toplantı odası donanımı",
  "Yıllık kırtasiye ve sarf malzemesi",
  "Yazıcıların yenilenmesi",
  "Resepsiyon ve bekleme alanı",
  "Ayarlanabilir masalar",
  "Arşiv dolapları",
  "Açık ofis için akustik panel",
  "Yemekhane masa ve sandalyeleri",
  "Yönetici odası takımı",
  "Toner ve kâğıt çerçeve sözleşmesi",
  NULL
};

static const char * const interests[] = {
  "Yeni çalışanlar için yer",
  "Ergonomi ve sağlık",
  "Tek tedarikçiyle çalışmak",
  "Stoktan hızlı teslim",
  "Baskı maliyetini düşürmek",
  "Daha sessiz bir açık ofis",
  NULL
};

static const char * const calls[] = {
  "Teslim tarihi görüşmesi",
  "{product} için fiyat sorusu",
  "Teklifin durumu",
  "Teslimat sonrası memnuniyet",
  "Teklif hatırlatması",
  "İlk görüşme",
  "Şikâyet: hasarlı ambalaj",
  "Ek sipariş",
  "Ödeme planı",
  "Fuar sonrası arama",
  NULL
};

static const char * const meetings[] = {
  "Ofis ziyareti ve ölçü alma",
  "Katalog sunumu",
  "Fiyat ve iskonto görüşmesi",
  "Showroom ziyareti",
  "Sipariş imzası",
  "Kumaş ve renk seçimi",
  NULL
};

static const char * const letters[] = {
  "Teklif: {product}",
  "Ynt: ödeme koşulları",
  "Katalog ve fiyat listesi",
  "Teknik föy: {product}",
  "Sipariş onayı",
  "Yerleşim planı ektedir",
  "Ynt: teslim süresi",
  NULL
};

static const char * const notes[] = {
  "Yeni ilgili kişi",
  "Bütçe notu",
  "Rakip teklif verdi",
  "Müşterinin istekleri",
  "Anlaşılan koşullar",
  NULL
};

static const char * const openings[] = {
  "{person} yeni ofis için aradı.",
  "Adetleri ve teslim süresini konuştuk.",
  "Müşteri {quantity} adet {product} için teklif istiyor.",
  "{person} kararın {day} tarihine kadar verileceğini söyledi.",
  "Önceki teklifi kalem kalem gözden geçirdik.",
  "Eski bir müşterimizin tavsiyesiyle aradılar.",
  "Numuneleri gördüler, kaliteden memnunlar.",
  "Şu anki tedarikçileri gecikiyor.",
  NULL
};

static const char * const middles[] = {
  "Yüksek adet için %5 iskonto istiyorlar.",
  "Montajın dahil olması önemli.",
  "Teslimat {day} tarihine kadar {city} adresine yapılmalı.",
  "Renk meşe, açık ofis için beyaz olabilir.",
  "Ödeme 30 gün vadeli.",
  "İki firmayla daha karşılaştırıyorlar.",
  "Bu yılın bütçesi onaylandı.",
  "{product} ile de ilgileniyorlar.",
  "Beş yıl garanti belirleyici.",
  "Asansör küçük, dolaplar parça parça çıkacak.",
  NULL
};

static const char * const closings[] = {
  "Teklifi bugün gönderiyorum.",
  "{day} günü tekrar görüşeceğiz.",
  "E-posta ile onaylayacaklar.",
  "Teknik föy ve resimler gönderilecek.",
  "Ziyaret {day} olarak kararlaştırıldı.",
  "Stok durumu kontrol edilecek.",
  "Başka soru yok.",
  NULL
};

static const char * const outcomes[] = {
  "İlgileniyor, teklif gönderilecek",
  "Daha düşük fiyat istiyor",
  "Onaylandı",
  "Karar gelecek hafta",
  "Ulaşılamadı, tekrar aranacak",
  "Toplantı ayarlandı",
  "Çözüldü",
  "Şu anda ihtiyaç yok",
  NULL
};

static const char * const next_steps[] = {
  "Revize teklif gönder",
  "Genel müdürü ara",
  "Ölçü randevusu al",
  "Numune gönder",
  "Bütçe onayını al",
  "İmza günü belirle",
  NULL
};

static const char * const tasks[] = {
  "Teklif gönder: {product}",
  "Ara: {person}",
  "Teslimatı kontrol et",
  "Yerleşim planını hazırla",
  "Katalog gönder",
  "Teklifi hatırlat",
  "Ödemeyi kontrol et",
  "Montajı ayarla",
  "Şikâyeti çöz",
  "Sözleşmeyi hazırla",
  NULL
};

static const char * const results[] = {
  "E-posta ile gönderildi.",
  "Anlaşıldı, onay bekleniyor.",
  "Teslim ve monte edildi.",
  "Müşteriye bilgi verildi.",
  "Ödeme alındı.",
  NULL
};

static const char * const introductions[] = {
  "Sayın yetkili, talebiniz için teşekkür eder, teklifimizi bilgilerinize sunarız.",
  "Görüşmemize istinaden teklifimiz aşağıdadır.",
  NULL
};

static const KontorDemoComplaint claims[] = {
  { 0, "{product}: bir haftada arızalandı",
    "{person} aradı: birkaç gün çalışmış, sonra durmuş. İçini açmamışlar.",
    "Hafta bitmeden yenisi.",
    "Masrafı bize ait olmak üzere değiştiriyor, arızalıyı geri alıyoruz." },
  { 1, "{product} hasarlı geldi",
    "Ambalajın bir köşesi yırtıktı; şoför irsaliyeye yazdı. Fotoğraflar gelecek.",
    "Yenisi ya da uygun bir indirim.",
    "Yenisini gönderiyoruz, hasarı nakliyeciyle çözüyoruz." },
  { 2, "{product}: sipariş edilen model değil",
    "Siparişte başka model yazıyor. Ürün hâlâ paketinde, alınabilir.",
    "Doğru model, iade masrafı olmadan.",
    "Doğru model yarın depodan çıkıyor, şoför yanlış olanı alacak." },
  { 3, "Eksik teslimat: {product}",
    "İrsaliyede {quantity} adet var, hepsi gelmemiş. İki kişi saymış.",
    "Eksiklerin gelmesi ya da faturanın düzeltilmesi.",
    "Kalanı bir sonraki {city} sevkiyatıyla ücretsiz gönderiyoruz." },
  { 4, "Teslimat kararlaştırılan günden sonra geldi",
    "Montajcılar yarım gün boş ofiste bekledi. {person} bunun nasıl önleneceğini soruyor.",
    "Kaybedilen saatlerin karşılanması.",
    "Montaj saatlerini faturadan düşüyoruz, günleri artık telefonla teyit ediyoruz." },
  { 5, "Fatura teklifle uyuşmuyor",
    "Anlaşılan indirim faturada yok.",
    "Düzeltilmiş fatura ve yeni vade.",
    "Düzeltilmiş fatura gönderildi, vade onun tarihinden başlıyor." },
  { 6, "Üç gün kimse geri aramadı",
    "{person} montajı iki kez sormuş, yanıt alamamış.",
    "Ulaşılabilecek bir muhatap.",
    "Özür dileriz; artık size iki arkadaşımız yardımcı olacak." },
  { 0, NULL, NULL, NULL, NULL }
};

static const KontorDemoOrder orders[] = {
  { "Yazdan beri görüşülmeyen müşterileri listele",
    "Şehre göre, ciroyla ve kimin tanıdığıyla birlikte.",
    "Liste ortak klasörde, on bir müşteri.",
    "Geçen yılın cirosu eksik." },
  { "Son üç ofisin fotoğraflarını topla",
    "Katalog için: her birinden en az beş, müşterinin izniyle.",
    "İki ofis tamam, üçüncü müşteri henüz izin vermedi.",
    "İzinleri yazılı isteyelim." },
  { "Fiyatlarımızı rakibin yeni listesiyle karşılaştır",
    "Yalnızca koltuk ve masa, tek sayfa.",
    "Koltukta %4 pahalıyız, masada ucuzuz.",
    "Nakliye katılmamış, lütfen ekle." },
  { "Bir aydır ödemeyenleri ara",
    "Nazikçe; söylediklerini kartlarına yaz.",
    "Hepsi arandı, ikisi bu hafta ödüyor.",
    "Biri listede yok." },
  { NULL, NULL, NULL, NULL }
};

const KontorDemoPhrases kontor_demo_phrases_turkish = {
  positions, deals, interests, calls, meetings, letters, notes, openings,
  middles, closings, outcomes, next_steps, tasks, results, introductions,
  claims,
  "Üreticiyle birlikte baktık: aşırı yüklenmiş, garanti bunu karşılamıyor. Onarımı maliyetine öneriyoruz.",
  orders, "Yıllık izin",
  "Teslim süresi siparişten itibaren 15 iş günüdür. Ödeme teslimden sonra 30 gün içindedir. Montaj dahildir. Garanti 24 aydır."
};
