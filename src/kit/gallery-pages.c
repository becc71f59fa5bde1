#include "config.h"

#include "kit/gallery-pages.h"

#include <glib/gi18n.h>

#include "kit/chip.h"
#include "kit/condition-editor.h"
#include "kit/feed.h"
#include "kit/filter-bar.h"
#include "kit/form.h"
#include "kit/gallery.h"
#include "kit/link-picker.h"
#include "kit/table.h"

/* Rows that are made on demand, so that a table of a million costs nothing here. */
#define KONTOR_TYPE_GALLERY_ROWS (kontor_gallery_rows_get_type ())
G_DECLARE_FINAL_TYPE (KontorGalleryRows, kontor_gallery_rows, KONTOR, GALLERY_ROWS, GObject)

struct _KontorGalleryRows
{
  GObject             parent_instance;
  const KontorEntity *entity;
  guint               n;
};

static GType
get_item_type (GListModel *list)
{
  return KONTOR_TYPE_RECORD;
}

static guint
get_n_items (GListModel *list)
{
  return KONTOR_GALLERY_ROWS (list)->n;
}

static gpointer
get_item (GListModel *list, guint position)
{
  KontorGalleryRows *self = KONTOR_GALLERY_ROWS (list);

  return position < self->n ? kontor_gallery_make_record (self->entity, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorGalleryRows, kontor_gallery_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
kontor_gallery_rows_class_init (KontorGalleryRowsClass *klass)
{
}

static void
kontor_gallery_rows_init (KontorGalleryRows *self)
{
}

static const char * const names[] = {
  "Šumaplam d.o.o.", "Ткани и нити, ООО", "Yıldız Makina A.Ş.", "Bosna Papir", "Nordwind Logistik GmbH",
  "Аврора-Сервис", "Çelik Yapı", "Pekara Klas", "Kreuzberg Feinmechanik", "Торговый дом «Заря»",
};
static const char * const cities[] = { "Sarajevo", "Москва", "İstanbul", "Tuzla", "Hamburg", "Казань", "Ankara", "Mostar", "Berlin", "Самара" };
static const char * const people[] = { "Amra Hadžić", "Борис Кузнецов", "Deniz Yılmaz", "Emma Kovač" };

static char *
sample (const KontorField *field, guint number)
{
  switch (field->kind)
    {
    case KONTOR_FIELD_INTEGER:
      return g_strdup_printf ("%u", number);
    case KONTOR_FIELD_DECIMAL:
      return g_strdup_printf ("%u.5", number % 97);
    case KONTOR_FIELD_PERCENT:
      return g_strdup_printf ("%u", number * 7 % 100);
    case KONTOR_FIELD_MONEY:
      return g_strdup_printf ("%u.%02u", 150 + number * 7919 % 98000, number * 31 % 100);
    case KONTOR_FIELD_DATE:
      return g_strdup_printf ("2026-%02u-%02u", 1 + number * 5 % 12, 1 + number * 7 % 28);
    case KONTOR_FIELD_MOMENT:
      return g_strdup_printf ("2026-%02u-%02u 10:%02u:00+00", 1 + number * 5 % 12, 1 + number * 7 % 28, number % 60);
    case KONTOR_FIELD_BOOLEAN:
      return g_strdup (number % 3 == 0 ? "t" : "f");
    case KONTOR_FIELD_CHOICE:
      {
        guint n = 0;

        while (field->choices != NULL && field->choices[n].value != NULL)
          n++;
        if (n == 0)
          return NULL;
        return (field->flags & KONTOR_FIELD_FLAG_MANY) != 0 ? g_strdup_printf ("{%s}", field->choices[number % n].value)
                                                            : g_strdup (field->choices[number % n].value);
      }
    case KONTOR_FIELD_LINK:
      return g_strdup_printf ("00000000-0000-7000-8000-%012u", number % 1000);
    case KONTOR_FIELD_PHONE:
      return g_strdup_printf ("+387 33 %03u %03u", number % 1000, number * 7 % 1000);
    case KONTOR_FIELD_EMAIL:
      return g_strdup_printf ("office%u@example.com", number);
    case KONTOR_FIELD_WEBSITE:
      return g_strdup_printf ("www.example%u.com", number);
    case KONTOR_FIELD_COUNTRY:
      return g_strdup (number % 2 == 0 ? "BA" : "TR");
    case KONTOR_FIELD_CURRENCY:
      return g_strdup (number % 4 == 0 ? "BAM" : "EUR");
    case KONTOR_FIELD_LONG_TEXT:
      return number % 2 == 0 ? g_strdup ("Met at the fair in spring; asks for prices twice a year and decides in autumn.") : NULL;
    case KONTOR_FIELD_JSON:
      return NULL;
    default:
      return number % 5 == 4 ? NULL : g_strdup (cities[number % G_N_ELEMENTS (cities)]);
    }
}

KontorRecord *
kontor_gallery_make_record (const KontorEntity *entity, guint number)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-%012u", number);
  KontorRecord *record = kontor_record_new (entity, id);
  guint n = kontor_entity_get_n_fields (entity);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      const KontorField *field = &entity->fields[i];
      gboolean is_title = g_strcmp0 (field->name, entity->title) == 0;
      const char *label = NULL;

      g_ptr_array_add (values, is_title ? g_strdup (names[number % G_N_ELEMENTS (names)]) : sample (field, number));
      if (field->kind == KONTOR_FIELD_LINK)
        label = g_strcmp0 (field->target, "employee") == 0 ? people[number % G_N_ELEMENTS (people)]
                                                           : names[(number + 3) % G_N_ELEMENTS (names)];
      g_ptr_array_add (labels, (gpointer) label);
    }
  kontor_record_take_stored (record, 1, (const char * const *) values->pdata, (const char * const *) labels->pdata);
  return record;
}

GListModel *
kontor_gallery_make_rows (const KontorEntity *entity, guint n)
{
  KontorGalleryRows *rows = g_object_new (KONTOR_TYPE_GALLERY_ROWS, NULL);

  rows->entity = entity;
  rows->n = n;
  return G_LIST_MODEL (rows);
}

/* Pages ------------------------------------------------------------------------------------- */

static GtkWidget *
create_table (void)
{
  const KontorEntity *entity = kontor_entity_lookup ("deal");
  g_autoptr(GListModel) rows = kontor_gallery_make_rows (entity, 1000000);

  return GTK_WIDGET (kontor_table_new (NULL, entity, rows, NULL));
}

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (child, "card-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static GtkWidget *
create_form (void)
{
  g_autoptr(KontorRecord) record = kontor_gallery_make_record (kontor_entity_lookup ("partner"), 2);
  GtkWidget *form = kontor_form_new ();

  kontor_form_set_record (KONTOR_FORM (form), record);
  kontor_record_set (record, "city", "Zenica");
  kontor_field_row_set_error (kontor_form_get_row (KONTOR_FORM (form), "email"), _("This is no e-mail address"));
  return scroll (form);
}

static GtkWidget *
create_deal_form (void)
{
  g_autoptr(KontorRecord) record = kontor_gallery_make_record (kontor_entity_lookup ("deal"), 4);
  GtkWidget *form = kontor_form_new ();

  kontor_form_set_record (KONTOR_FORM (form), record);
  return scroll (form);
}

static GtkWidget *
create_filters (void)
{
  const KontorEntity *entity = kontor_entity_lookup ("deal");
  const char *condition = "{\"all\":[{\"field\":\"manager_id\",\"is\":\"me\"},{\"field\":\"amount\",\"above\":\"10000\"},"
                          "{\"any\":[{\"field\":\"status\",\"is\":\"open\"},{\"field\":\"expected_close\",\"within\":\"this_month\"}]}]}";
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *bar = kontor_filter_bar_new (entity);
  GtkWidget *editor = kontor_condition_editor_new (entity);
  GtkWidget *picker = kontor_link_picker_new ("partner");

  kontor_filter_bar_set_condition (KONTOR_FILTER_BAR (bar), condition);
  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (editor), condition);
  kontor_link_picker_set_value (KONTOR_LINK_PICKER (picker), "00000000-0000-7000-8000-000000000001", names[3]);
  gtk_widget_set_halign (picker, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), editor);
  gtk_box_append (GTK_BOX (box), picker);
  return scroll (box);
}

static GtkWidget *
create_chips (void)
{
  const char * const styles[] = { NULL, "accent", "success", "warning", "error" };
  const char * const words[] = { "Draft", "In progress", "Won", "Waiting", "Lost" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_box_append (GTK_BOX (box), kontor_chip_new (words[i], styles[i]));
  return scroll (box);
}

void
kontor_gallery_add_pages (void)
{
  kontor_gallery_add ("Table", create_table);
  kontor_gallery_add ("Form: partner", create_form);
  kontor_gallery_add ("Form: deal", create_deal_form);
  kontor_gallery_add ("Filters and conditions", create_filters);
  kontor_gallery_add ("Chips", create_chips);
}
