#include "config.h"

#include "partners/duplicates.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "model/search.h"

/* Milliseconds after the last key. */
#define LOOK_DELAY 200
/* A name says something from here on. */
#define SHORTEST_NAME 3

struct _KontorDuplicates
{
  GtkWidget     parent_instance;

  GtkWidget    *content;
  GtkStack     *stack;
  GtkListBox   *list;

  KontorDesk   *desk;
  char         *name;
  char         *phone;
  char         *email;
  char         *tax_number;
  guint         n_found;
  guint         look_source;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorDuplicates, kontor_duplicates, GTK_TYPE_WIDGET)

enum { PROP_N_FOUND = 1 };
enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static GtkWidget *
make_row (KontorFound *found)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (found->title);
  g_autofree char *details = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *label;

  details = found->subtitle != NULL && *found->subtitle != '\0'
              ? g_strdup_printf ("%s · %s", found->reason, found->subtitle) : g_strdup (found->reason);
  label = gtk_label_new (details);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  spoken = g_strdup_printf ("%s, %s", found->title, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (found->id), g_free);
  /* One that this person may not see is told, not opened. */
  if (found->id == NULL)
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
show (KontorDuplicates *self, GPtrArray *found)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->n_found = found != NULL ? found->len : 0;
  for (guint i = 0; i < self->n_found; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (found, i)));
  gtk_stack_set_visible_child_name (self->stack, self->n_found > 0 ? "found" : "none");
  g_object_notify (G_OBJECT (self), "n-found");
}

static void
found_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDuplicates) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = kontor_search_similar_finish (KONTOR_STORE (store), result, &error);

  if (self->content == NULL)
    return;
  if (found != NULL)
    show (self, found);
  else
    g_debug ("Duplicates were not looked for: %s", error->message);
}

static const char *
or_null (const char *text, glong shortest)
{
  return text != NULL && g_utf8_strlen (text, -1) >= shortest ? text : NULL;
}

static gboolean
look_cb (gpointer user_data)
{
  KontorDuplicates *self = user_data;
  KontorStore *store = kontor_desk_get_store (self->desk);
  const char *name = or_null (self->name, SHORTEST_NAME);
  const char *phone = or_null (self->phone, 6);
  const char *email = or_null (self->email, 5);
  const char *tax_number = or_null (self->tax_number, 5);

  self->look_source = 0;
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
    }
  if (store == NULL || (name == NULL && phone == NULL && email == NULL && tax_number == NULL))
    {
      show (self, NULL);
      return G_SOURCE_REMOVE;
    }
  self->cancellable = g_cancellable_new ();
  kontor_search_similar_async (store, name, phone, email, tax_number, self->cancellable, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
row_activated_cb (KontorDuplicates *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "id"));
}

static void
kontor_duplicates_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, KONTOR_DUPLICATES (object)->n_found);
}

static void
kontor_duplicates_dispose (GObject *object)
{
  KontorDuplicates *self = KONTOR_DUPLICATES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_duplicates_parent_class)->dispose (object);
}

static void
kontor_duplicates_finalize (GObject *object)
{
  KontorDuplicates *self = KONTOR_DUPLICATES (object);

  g_free (self->name);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->tax_number);

  G_OBJECT_CLASS (kontor_duplicates_parent_class)->finalize (object);
}

static void
kontor_duplicates_class_init (KontorDuplicatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_duplicates_dispose;
  object_class->finalize = kontor_duplicates_finalize;
  object_class->get_property = kontor_duplicates_get_property;
  g_object_class_install_property (object_class, PROP_N_FOUND,
    g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/partners/duplicates.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorDuplicates, content);
  gtk_widget_class_bind_template_child (widget_class, KontorDuplicates, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorDuplicates, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "duplicates");
}

static void
kontor_duplicates_init (KontorDuplicates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

void
kontor_duplicates_look (KontorDuplicates *self, KontorDesk *desk, const char *name, const char *phone,
                        const char *email, const char *tax_number)
{
  g_return_if_fail (KONTOR_IS_DUPLICATES (self));

  g_set_object (&self->desk, desk);
  take (&self->name, name);
  take (&self->phone, phone);
  take (&self->email, email);
  take (&self->tax_number, tax_number);
  g_clear_handle_id (&self->look_source, g_source_remove);
  self->look_source = g_timeout_add (LOOK_DELAY, look_cb, self);
}

guint
kontor_duplicates_get_n_found (KontorDuplicates *self)
{
  g_return_val_if_fail (KONTOR_IS_DUPLICATES (self), 0);
  return self->n_found;
}
