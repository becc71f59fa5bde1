#include "config.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "kit/filter-bar.h"
#include "processes/map-dry-run.h"
#include "processes/map-fields.h"
#include "processes/map-figures.h"

struct _KontorMapDryRun
{
  GtkWidget      parent_instance;

  KontorDesk    *desk;
  KontorMapView *view;
  GtkWidget     *box;
  GtkWidget     *most;
  GtkWidget     *filter;
  GtkWidget     *filter_place;
  GtkWidget     *run;
  GtkWidget     *progress;
  GtkWidget     *state;
  GtkWidget     *figures;
  GCancellable  *cancellable;
  gint64         began;
  guint          tick;
  char          *subject;
};

G_DEFINE_FINAL_TYPE (KontorMapDryRun, kontor_map_dry_run, GTK_TYPE_WIDGET)

static void
stop (KontorMapDryRun *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_button_set_label (GTK_BUTTON (self->run), _("_Run"));
  gtk_widget_set_visible (self->progress, FALSE);
}

static gboolean
tick_cb (gpointer user_data)
{
  KontorMapDryRun *self = user_data;
  g_autofree char *words = g_strdup_printf (_("Walking the past… %d s"), (int) ((g_get_monotonic_time () - self->began) / G_USEC_PER_SEC));

  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  gtk_label_set_text (GTK_LABEL (self->state), words);
  return G_SOURCE_CONTINUE;
}

/* Everybody passes the start. */
static gint64
count_records (KontorMapDryRun *self, KontorResult *answer)
{
  const KontorMapItem *start = kontor_map_get_start (kontor_map_view_get_map (self->view));

  for (guint i = 0; start != NULL && i < kontor_result_get_n_rows (answer); i++)
    if (g_strcmp0 (kontor_result_get_by_name (answer, i, "point"), start->key) == 0)
      return kontor_result_get_integer (answer, i, kontor_result_find_column (answer, "passed"));
  return 0;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapDryRun) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autofree char *words = NULL;
  gint64 tasks = 0;

  if (self->box == NULL || (answer == NULL && self->cancellable == NULL))
    return;
  stop (self);
  if (answer == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->state), error->message);
      return;
    }
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    tasks += kontor_result_get_integer (answer, i, kontor_result_find_column (answer, "tasks"));
  words = count_records (self, answer) == 0 ? g_strdup (_("No past record fits."))
          : g_strdup_printf (_("%" PRId64 " past records would have made %" PRId64 " tasks."), count_records (self, answer), tasks);
  gtk_label_set_text (GTK_LABEL (self->state), words);
  kontor_map_figures_set_result (KONTOR_MAP_FIGURES (self->figures), answer);
}

static void
run_cb (KontorMapDryRun *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  KontorMap *map = kontor_map_view_get_map (self->view);
  const char *condition = self->filter != NULL ? kontor_filter_bar_get_condition (KONTOR_FILTER_BAR (self->filter)) : NULL;
  g_autofree char *graph = NULL;
  g_autofree char *most = g_strdup_printf ("%d", (int) gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->most)));
  const char *params[4];

  if (self->cancellable != NULL)
    {
      stop (self);
      gtk_label_set_text (GTK_LABEL (self->state), _("Stopped."));
      return;
    }
  if (database == NULL || map == NULL)
    return;
  graph = kontor_map_to_json (map);
  params[0] = graph;
  params[1] = self->subject;
  params[2] = condition != NULL ? condition : "{}";
  params[3] = most;
  kontor_map_figures_set_result (KONTOR_MAP_FIGURES (self->figures), NULL);
  self->cancellable = g_cancellable_new ();
  self->began = g_get_monotonic_time ();
  self->tick = g_timeout_add (200, tick_cb, self);
  gtk_button_set_label (GTK_BUTTON (self->run), _("_Stop"));
  gtk_widget_set_visible (self->progress, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_BACK, "dry-run", params, G_N_ELEMENTS (params),
                               self->cancellable, ran_cb, g_object_ref (self));
}

static void
kontor_map_dry_run_dispose (GObject *object)
{
  KontorMapDryRun *self = KONTOR_MAP_DRY_RUN (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->subject, g_free);
  G_OBJECT_CLASS (kontor_map_dry_run_parent_class)->dispose (object);
}

static void
kontor_map_dry_run_class_init (KontorMapDryRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_dry_run_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_map_dry_run_init (KontorMapDryRun *self)
{
  GtkWidget *words = gtk_label_new (_("What if this map, as it is drawn now, had led the records of the past? Nothing is started and nothing changes."));
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->most = gtk_spin_button_new_with_range (10, 100000, 100);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->most), 1000);
  self->filter_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->run = gtk_button_new_with_mnemonic (_("_Run"));
  self->progress = gtk_progress_bar_new ();
  self->state = gtk_label_new ("");
  gtk_widget_add_css_class (self->run, "suggested-action");
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 34);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->state), 0);
  gtk_label_set_wrap (GTK_LABEL (self->state), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->state), 34);
  g_signal_connect_swapped (self->run, "clicked", G_CALLBACK (run_cb), self);
  gtk_box_append (GTK_BOX (fields), words);
  kontor_map_fields_add (fields, _("_Newest records, at most"), self->most);
  gtk_box_append (GTK_BOX (fields), self->filter_place);
  gtk_box_append (GTK_BOX (fields), self->run);
  gtk_box_append (GTK_BOX (fields), self->progress);
  gtk_box_append (GTK_BOX (fields), self->state);
  gtk_widget_set_margin_start (fields, 12);
  gtk_widget_set_margin_end (fields, 12);
  gtk_widget_set_margin_top (fields, 12);
  gtk_box_append (GTK_BOX (self->box), fields);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_dry_run_new (KontorDesk *desk, KontorMapView *view)
{
  KontorMapDryRun *self = g_object_new (KONTOR_TYPE_MAP_DRY_RUN, NULL);

  self->desk = g_object_ref (desk);
  self->view = view;
  self->figures = kontor_map_figures_new (view);
  gtk_widget_set_vexpand (self->figures, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->figures);
  kontor_map_dry_run_set_subject (self, "deal");
  return GTK_WIDGET (self);
}

void
kontor_map_dry_run_set_subject (KontorMapDryRun *self, const char *subject)
{
  const KontorEntity *entity = kontor_entity_lookup (subject);

  g_free (self->subject);
  self->subject = g_strdup (subject);
  if (self->filter != NULL)
    gtk_box_remove (GTK_BOX (self->filter_place), self->filter);
  self->filter = entity != NULL ? kontor_filter_bar_new (entity) : NULL;
  if (self->filter != NULL)
    gtk_box_append (GTK_BOX (self->filter_place), self->filter);
}

void
kontor_map_dry_run_end (KontorMapDryRun *self)
{
  stop (self);
  gtk_label_set_text (GTK_LABEL (self->state), "");
  kontor_map_figures_set_result (KONTOR_MAP_FIGURES (self->figures), NULL);
}
