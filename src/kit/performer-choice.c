#include "config.h"

#include "kit/performer-choice.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "kit/drop-down-search.h"
#include "kit/narrow-drop-down.h"
#include "kit/performer-options.h"
#include "kit/replace-text.h"

struct _KontorPerformerChoice
{
  AdwBin              parent_instance;

  KontorDesk         *desk;
  GPtrArray          *known;
  const KontorEntity *subject;
  /* as it was set, also where it is not offered (yet) */
  char               *value;
  KontorMapOptions   *options;
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorPerformerChoice, kontor_performer_choice, ADW_TYPE_BIN)

static guint changed_signal;

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, KontorPerformerChoice *self)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected + 1 >= self->options->values->len)
    return;
  if (kontor_replace_text (&self->value, g_ptr_array_index (self->options->values, selected)))
    g_signal_emit (self, changed_signal, 0);
}

static void
build (KontorPerformerChoice *self)
{
  GtkWidget *choice;
  guint selected = GTK_INVALID_LIST_POSITION;

  g_clear_pointer (&self->options, kontor_map_options_free);
  if (self->subject == NULL)
    {
      adw_bin_set_child (ADW_BIN (self), NULL);
      return;
    }
  self->options = kontor_performer_options_new (self->subject, self->known, FALSE, NULL);
  for (guint i = 0; g_ptr_array_index (self->options->values, i) != NULL; i++)
    if (g_strcmp0 (g_ptr_array_index (self->options->values, i), self->value) == 0)
      selected = i;
  choice = kontor_narrow_drop_down_new ((const char * const *) self->options->labels->pdata);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  kontor_drop_down_search (GTK_DROP_DOWN (choice));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Performer"), -1);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  adw_bin_set_child (ADW_BIN (self), choice);
}

static void
known_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorPerformerChoice) self = user_data;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (rows == NULL || self->desk == NULL)
    return;
  g_ptr_array_set_size (self->known, 0);
  for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
    for (guint column = 0; column < 3; column++)
      g_ptr_array_add (self->known, g_strdup (kontor_result_get (rows, i, column)));
  build (self);
}

static void
kontor_performer_choice_dispose (GObject *object)
{
  KontorPerformerChoice *self = KONTOR_PERFORMER_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_performer_choice_parent_class)->dispose (object);
}

static void
kontor_performer_choice_finalize (GObject *object)
{
  KontorPerformerChoice *self = KONTOR_PERFORMER_CHOICE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->options, kontor_map_options_free);
  g_ptr_array_unref (self->known);
  g_free (self->value);

  G_OBJECT_CLASS (kontor_performer_choice_parent_class)->finalize (object);
}

static void
kontor_performer_choice_class_init (KontorPerformerChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_performer_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_performer_choice_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_performer_choice_init (KontorPerformerChoice *self)
{
  self->known = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
}

void
kontor_performer_choice_set_desk (KontorPerformerChoice *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_PERFORMER_CHOICE (self));

  g_set_object (&self->desk, desk);
  if (kontor_desk_get_database (desk) != NULL)
    kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "map-choices", NULL, 0,
                                 self->cancellable, known_cb, g_object_ref (self));
}

void
kontor_performer_choice_set (KontorPerformerChoice *self, const KontorEntity *subject, const char *performer)
{
  g_autoptr (JsonNode) node = performer != NULL ? json_from_string (performer, NULL) : NULL;

  g_return_if_fail (KONTOR_IS_PERFORMER_CHOICE (self));

  g_free (self->value);
  self->value = kontor_map_performer_to_value (node);
  self->subject = subject;
  build (self);
}

char *
kontor_performer_choice_get (KontorPerformerChoice *self)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (KONTOR_IS_PERFORMER_CHOICE (self), NULL);

  node = self->value != NULL ? kontor_map_performer_from_value (self->value) : NULL;
  return node != NULL ? json_to_string (node, FALSE) : NULL;
}
