#include "config.h"

#include "kit/row-choice.h"

#include <glib/gi18n.h>

struct _KontorRowChoice
{
  AdwBin            parent_instance;

  KontorRecordList *list;
  KontorSnapshot   *selected;
  GtkWidget        *all;
  GtkWidget        *some;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorRowChoice, kontor_row_choice, ADW_TYPE_BIN)

static void
show_counts (KontorRowChoice *self)
{
  guint n_selected = kontor_snapshot_get_length (self->selected);
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *all = g_strdup_printf (_("All %'u"), n_all);
  g_autofree char *some = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);

  gtk_button_set_label (GTK_BUTTON (self->all), all);
  gtk_button_set_label (GTK_BUTTON (self->some), some);
  gtk_widget_set_visible (self->some, n_selected > 0);
}

static void
toggled_cb (KontorRowChoice *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
list_changed_cb (KontorRowChoice *self)
{
  show_counts (self);
  if (!kontor_row_choice_is_selection (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
kontor_row_choice_dispose (GObject *object)
{
  KontorRowChoice *self = KONTOR_ROW_CHOICE (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->selected, kontor_snapshot_free);

  G_OBJECT_CLASS (kontor_row_choice_parent_class)->dispose (object);
}

static void
kontor_row_choice_class_init (KontorRowChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_row_choice_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_row_choice_init (KontorRowChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->all = gtk_toggle_button_new ();
  self->some = gtk_toggle_button_new ();
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->some), GTK_TOGGLE_BUTTON (self->all));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->all), TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (self->all, "numeric");
  gtk_widget_add_css_class (self->some, "numeric");
  gtk_box_append (GTK_BOX (box), self->all);
  gtk_box_append (GTK_BOX (box), self->some);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
kontor_row_choice_new (void)
{
  return g_object_new (KONTOR_TYPE_ROW_CHOICE, NULL);
}

void
kontor_row_choice_set_table (KontorRowChoice *self, KontorTable *table)
{
  g_return_if_fail (KONTOR_IS_ROW_CHOICE (self));
  g_return_if_fail (self->list == NULL && KONTOR_IS_RECORD_LIST (kontor_table_get_rows (table)));

  self->list = g_object_ref (KONTOR_RECORD_LIST (kontor_table_get_rows (table)));
  self->selected = kontor_table_copy_selected (table);
  show_counts (self);
  /* One row is where the cursor happens to be. */
  if (kontor_snapshot_get_length (self->selected) > 1)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->some), TRUE);
  g_signal_connect_object (self->some, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::n-items", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
}

gboolean
kontor_row_choice_is_selection (KontorRowChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_CHOICE (self), FALSE);
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->some));
}

gboolean
kontor_row_choice_is_complete (KontorRowChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_CHOICE (self), FALSE);
  return kontor_row_choice_is_selection (self) || (self->list != NULL && !kontor_record_list_is_loading (self->list));
}

guint
kontor_row_choice_get_length (KontorRowChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_CHOICE (self), 0);
  if (self->list == NULL)
    return 0;
  return kontor_row_choice_is_selection (self) ? kontor_snapshot_get_length (self->selected)
                                               : g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

KontorSnapshot *
kontor_row_choice_copy_identifiers (KontorRowChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_ROW_CHOICE (self), NULL);
  if (self->list == NULL)
    return kontor_snapshot_new ();
  return kontor_row_choice_is_selection (self) ? kontor_snapshot_copy (self->selected, 0, G_MAXUINT)
                                               : kontor_record_list_copy_identifiers (self->list);
}
